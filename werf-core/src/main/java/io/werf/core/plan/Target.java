package io.werf.core.plan;

import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.Optional;

/**
 * A resource and where it goes in the cluster.
 *
 * @param id with the real namespace
 * @param kind empty while the CRD that brings it is not applied
 */
record Target(Resource resource, ResourceId id, Optional<ApiResource> kind) {

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
