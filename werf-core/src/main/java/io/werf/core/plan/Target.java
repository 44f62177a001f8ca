package io.werf.core.plan;

import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * A resource and where it goes in the cluster.
 *
 * @param id with the real namespace
 * @param kind empty while the CRD that brings it is not applied
 * @param external objects outside of the release that it waits for
 */
record Target(Resource resource, ResourceId id, Optional<ApiResource> kind, List<ResourceId> external) {

    /** Copies the list. */
    Target {
        external = List.copyOf(external);
    }

    /** One that waits for nothing outside of the release. */
    Target(Resource resource, ResourceId id, Optional<ApiResource> kind) {
        this(resource, id, kind, List.of());
    }

    /** Names the object whatever its API version. */
    static ResourceId key(ResourceId id) {
        return new ResourceId(id.group(), "", id.kind(), id.namespace(), id.name());
    }

    ResourceId key() {
        return key(id);
    }

    /** The live object, if the state has it. */
    Optional<KubeObject> in(LiveState state) {
        return state.get(id);
    }
}
