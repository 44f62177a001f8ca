package io.werf.core.plan;

import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Finds the live objects of resources that were deployed once. Only reads. */
public final class LiveObjects {

    private LiveObjects() {}

    /**
     * The objects in the order of the resources, each with its real namespace; empty ones do not exist any more. Resources of
     * kinds that the cluster does not know any more are not among them.
     *
     * @param pool runs the requests
     * @param namespace of resources that name none
     */
    public static Map<ResourceId, Optional<KubeObject>> read(
            KubeClient kube, Executor pool, String namespace, List<Resource> resources) {
        List<Target> targets = new Targets(kube, pool, namespace).ofPrevious(resources);
        Set<ResourceId> expected = new HashSet<>();
        targets.forEach(target -> expected.add(target.key()));
        LiveState state = LiveState.read(kube, pool, new LinkedHashSet<>(targets), expected);
        Map<ResourceId, Optional<KubeObject>> objects = new LinkedHashMap<>();
        targets.forEach(target -> objects.put(target.id(), target.in(state)));
        return objects;
    }
}
