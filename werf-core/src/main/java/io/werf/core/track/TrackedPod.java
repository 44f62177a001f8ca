package io.werf.core.track;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A pod and what of its past counts: a status shows only the present, so failed starts are counted as they are seen.
 *
 * @param exitsBefore exits of each container that do not count, since they were before the tracking
 * @param stumbles how often each container could not be started, although that may pass
 * @param fresh whether it was seen before any container started, so that its whole log is of this rollout
 */
record TrackedPod(PodState pod, Map<String, Integer> exitsBefore, Map<String, Integer> stumbles, boolean fresh) {

    /** Waiting reasons of a failed start that the kubelet repeats with good hope. */
    private static final Set<String> STUMBLES = Set.of(
            "ErrImagePull", "ImageInspectError", "RegistryUnavailable", "CreateContainerError", "RunContainerError");

    TrackedPod {
        exitsBefore = Map.copyOf(exitsBefore);
        stumbles = Map.copyOf(stumbles);
    }

    /**
     * A pod seen for the first time. If it is ready, its old exits are forgiven; if it is not, all but the last are: an old
     * crash loop gets the chance to end with this rollout.
     */
    static TrackedPod first(PodState pod) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> stumbles = new HashMap<>();
        for (ContainerState container : pod.containers()) {
            before.put(container.name(), Math.max(0, container.exits() - (pod.isReady() ? 0 : 1)));
            if (isStumble(container) || container.waitsFor("ImagePullBackOff")) {
                stumbles.put(container.name(), 1);
            }
        }
        return new TrackedPod(pod, before, stumbles, pod.containers().stream().noneMatch(ContainerState::hasStarted));
    }

    /** The pod after an update. */
    TrackedPod next(PodState now) {
        if (!now.object().uid().equals(pod.object().uid())) {
            return first(now);
        }
        Map<String, Integer> counts = new HashMap<>(stumbles);
        for (ContainerState container : now.containers()) {
            if (isStumble(container) && !didWaitFor(container.name(), container.reason())) {
                counts.merge(container.name(), 1, Integer::sum);
            }
        }
        return new TrackedPod(now, exitsBefore, counts, fresh);
    }

    private boolean didWaitFor(String container, String reason) {
        return pod.containers().stream().anyMatch(c -> c.name().equals(container) && c.waitsFor(reason));
    }

    private static boolean isStumble(ContainerState container) {
        return container.now() == ContainerState.Now.WAITING && STUMBLES.contains(container.reason());
    }

    int countedExits(ContainerState container) {
        return container.exits() - exitsBefore.getOrDefault(container.name(), 0);
    }

    int countedStumbles(ContainerState container) {
        return stumbles.getOrDefault(container.name(), 0);
    }
}
