package io.werf.core.track;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A pod and what of its past counts: a status shows only the present, so failed starts are counted as they are seen.
 *
 * @param exitsBefore exits of each container that do not count, since they were before the tracking
 * @param stumbles how often each container could not be started, although that may pass
 * @param since when each container was first seen to wait as it does, or to run without being ready; by this machine's clock
 * @param fresh whether it was seen before any container started, so that its whole log is of this rollout
 */
record TrackedPod(
        PodState pod,
        Map<String, Integer> exitsBefore,
        Map<String, Integer> stumbles,
        Map<String, Instant> since,
        boolean fresh) {

    /** Waiting reasons of a failed start that the kubelet repeats with good hope. */
    private static final Set<String> STUMBLES = Set.of(
            "ErrImagePull", "ImageInspectError", "RegistryUnavailable", "CreateContainerError", "RunContainerError");

    TrackedPod {
        exitsBefore = Map.copyOf(exitsBefore);
        stumbles = Map.copyOf(stumbles);
        since = Map.copyOf(since);
    }

    /**
     * A pod seen for the first time. If it is ready, its old exits are forgiven; if it is not, all but the last are: an old
     * crash loop gets the chance to end with this rollout.
     */
    static TrackedPod first(PodState pod, Instant now) {
        Map<String, Integer> before = new HashMap<>();
        Map<String, Integer> stumbles = new HashMap<>();
        for (ContainerState container : pod.containers()) {
            before.put(container.name(), Math.max(0, container.exits() - (pod.isReady() ? 0 : 1)));
            if (isStumble(container) || container.waitsFor("ImagePullBackOff")) {
                stumbles.put(container.name(), 1);
            }
        }
        return new TrackedPod(
                pod,
                before,
                stumbles,
                since(pod, now, Map.of()),
                pod.containers().stream().noneMatch(ContainerState::hasStarted));
    }

    /** The pod after an update. */
    TrackedPod next(PodState now, Instant time) {
        if (!now.object().uid().equals(pod.object().uid())) {
            return first(now, time);
        }
        Map<String, Integer> counts = new HashMap<>(stumbles);
        for (ContainerState container : now.containers()) {
            if (isStumble(container) && !didWaitFor(container.name(), container.reason())) {
                counts.merge(container.name(), 1, Integer::sum);
            }
        }
        Map<String, Instant> still = new HashMap<>(since);
        still.keySet().removeIf(name -> !isAsBefore(now, name));
        return new TrackedPod(now, exitsBefore, counts, since(now, time, still), fresh);
    }

    private static Map<String, Instant> since(PodState pod, Instant now, Map<String, Instant> still) {
        Map<String, Instant> since = new HashMap<>(still);
        pod.containers().stream()
                .filter(container -> !container.ready())
                .forEach(c -> since.putIfAbsent(c.name(), now));
        return since;
    }

    private boolean isAsBefore(PodState now, String container) {
        return standing(pod, container).equals(standing(now, container));
    }

    /** What must not change while time is counted. */
    private static List<Object> standing(PodState pod, String container) {
        return pod.containers().stream()
                .filter(c -> c.name().equals(container))
                .<Object>map(c -> List.of(c.now(), c.reason(), c.restarts(), c.ready(), c.started()))
                .toList();
    }

    /** Since when a container that is not ready is as it is. */
    Optional<Instant> since(ContainerState container) {
        return Optional.ofNullable(since.get(container.name()));
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
