// A whole life of a release on real servers, where there are some.
['LAB_REGISTRY', 'LAB_BASE_IMAGE', 'KUBECONFIG'].every { System.getenv(it) }
