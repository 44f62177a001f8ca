package io.werf.core.track;

import java.util.List;
import java.util.Optional;

/** What the rules of a kind say about the observed state of an object. */
sealed interface Verdict {

    /** Not there yet; {@code text} says how far, in a few words. */
    record Progressing(String text) implements Verdict {}

    /** There; {@code text} says so, for example {@code 3/3 ready}. */
    record Ready(String text) implements Verdict {}

    /** It will not get there. */
    record Failed(Cause cause) implements Verdict {}

    /**
     * Why.
     *
     * @param reason one sentence without the object's name
     * @param pod the pod to blame, if there is one
     * @param container its container, if it is one container's fault
     */
    record Cause(String reason, Optional<PodState> pod, Optional<ContainerState> container) {

        /** What was waited for when the time was over. */
        static Cause late(String text, List<TrackedPod> pods) {
            Optional<PodState> slow = pods.stream()
                    .map(TrackedPod::pod)
                    .filter(pod -> !pod.isReady())
                    .findFirst();
            Optional<ContainerState> container = slow.stream()
                    .flatMap(pod -> pod.containers().stream())
                    .filter(c -> !c.ready())
                    .findFirst();
            return new Cause("not ready in time: " + text, slow, container);
        }

        /** The fault of the object itself. */
        static Cause ofObject(String reason) {
            return new Cause(reason, Optional.empty(), Optional.empty());
        }
    }
}
