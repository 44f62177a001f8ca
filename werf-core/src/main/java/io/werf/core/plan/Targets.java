package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.error.Problems;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Finds out by discovery where resources go. */
final class Targets {

    private final KubeClient kube;
    private final Executor pool;
    private final String namespace;

    Targets(KubeClient kube, Executor pool, String namespace) {
        this.kube = kube;
        this.pool = pool;
        this.namespace = namespace;
    }

    /**
     * Where they go.
     *
     * @throws ResourceException if a resource is of a kind that neither the cluster nor a CRD among them knows
     * @throws io.werf.core.error.SeveralProblemsException if several are
     */
    List<Target> ofDesired(List<Resource> resources) {
        Problems problems = new Problems();
        Map<ResourceId, ApiResource> served = served(resources);
        List<Target> targets = new ArrayList<>();
        for (Resource resource : resources) {
            ApiResource kind = served.get(kindOf(resource));
            if (kind != null) {
                problems.attempt(() -> targets.add(new Target(
                        resource, placed(resource, kind.namespaced()), Optional.of(kind), external(resource))));
            } else {
                problems.attempt(() -> targets.add(new Target(
                        resource, placed(resource, comes(resource, resources)), Optional.empty(), external(resource))));
            }
        }
        problems.throwIfAny();
        return targets;
    }

    /** Whether the kind that a CRD among them brings is one with namespaces. */
    private boolean comes(Resource resource, List<Resource> among) {
        return among.stream()
                .filter(crd -> crd.defines(resource.id()))
                .findFirst()
                .map(crd -> !Tree.string(crd.body(), "spec", "scope").orElse("").equals("Cluster"))
                .orElseThrow(() -> new ResourceException(
                        resource.id() + ": the cluster at " + kube.server() + " knows no kind \""
                                + resource.id().kind() + "\" in "
                                + resource.id().apiVersion(),
                        resource.location(),
                        null));
    }

    /** Kinds that are gone leave their resources out: the objects went with them. */
    List<Target> ofPrevious(List<Resource> resources) {
        Map<ResourceId, ApiResource> served = served(resources);
        List<Target> targets = new ArrayList<>();
        for (Resource resource : resources) {
            ApiResource kind = served.get(kindOf(resource));
            if (kind != null) {
                targets.add(new Target(resource, placed(resource, kind.namespaced()), Optional.of(kind)));
            }
        }
        return targets;
    }

    private List<ResourceId> external(Resource resource) {
        return resource.policy().externalDependencies().stream()
                .map(dependency -> external(resource, dependency))
                .toList();
    }

    /** A kind that is not served yet may come with the object; a short name must be known now. */
    private ResourceId external(Resource resource, ExternalDependency dependency) {
        ResourceId id = dependency.id();
        ApiResource kind;
        try {
            kind = dependency.type().isEmpty()
                    ? kube.resource(id.group(), id.version(), id.kind())
                    : kube.resourceOfType(dependency.type());
        } catch (UnknownKindException e) {
            if (dependency.type().isEmpty()) {
                return new ResourceId(
                        id.group(),
                        id.version(),
                        id.kind(),
                        id.namespace().isEmpty() ? namespace : id.namespace(),
                        id.name());
            }
            throw new ResourceException(
                    resource.id() + ": annotation " + dependency.annotation() + ": the cluster at " + kube.server()
                            + " knows no resource type \"" + dependency.type() + "\"",
                    resource.location(),
                    e);
        }
        String place = !kind.namespaced() ? "" : id.namespace().isEmpty() ? namespace : id.namespace();
        return new ResourceId(kind.group(), kind.version(), kind.kind(), place, id.name());
    }

    /** One call for each API version that is not known yet, all at the same time. */
    void learn(List<Resource> resources) {
        Set<String> apiVersions = new LinkedHashSet<>();
        resources.forEach(resource -> apiVersions.add(resource.id().apiVersion()));
        Parallel.map(pool, apiVersions, kube::kinds);
    }

    private Map<ResourceId, ApiResource> served(List<Resource> resources) {
        List<ResourceId> kinds =
                resources.stream().map(Targets::kindOf).distinct().toList();
        learn(resources);
        Map<ResourceId, ApiResource> served = new LinkedHashMap<>();
        kinds.forEach(kind -> discover(kind).ifPresent(found -> served.put(kind, found)));
        return served;
    }

    private Optional<ApiResource> discover(ResourceId kind) {
        try {
            return Optional.of(kube.resource(kind.group(), kind.version(), kind.kind()));
        } catch (UnknownKindException e) {
            return Optional.empty();
        }
    }

    private static ResourceId kindOf(Resource resource) {
        ResourceId id = resource.id();
        return new ResourceId(id.group(), id.version(), id.kind(), "", "");
    }

    private ResourceId placed(Resource resource, boolean namespaced) {
        ResourceId id = resource.id();
        String place = !namespaced ? "" : id.namespace().isEmpty() ? namespace : id.namespace();
        return new ResourceId(id.group(), id.version(), id.kind(), place, id.name());
    }
}
