/** The connection to a cluster: discovery, apply, list, watch, logs; resource identity. */
@org.jspecify.annotations.NullMarked
package io.werf.core.kube;
