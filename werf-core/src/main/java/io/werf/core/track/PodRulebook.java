package io.werf.core.track;

import io.werf.core.track.ContainerState.Now;
import io.werf.core.track.Verdict.Cause;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** When a pod is a failure, and in which words it is told how far it is. Pure functions. */
final class PodRulebook {

    /** Waiting reasons that no repetition mends. */
    private static final Set<String> TERMINAL =
            Set.of("ErrImageNeverPull", "InvalidImageName", "CreateContainerConfigError");

    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");
    private static final Set<String> ORDINARY_WAITS = Set.of("", "ContainerCreating", "PodInitializing");

    /** What registries and container runtimes answer when asking again gives the same answer. */
    private static final Pattern NO_SUCH_IMAGE =
            Pattern.compile("not found|manifest unknown|name unknown|does not exist"
                    + "|denied|unauthorized|authentication required|no basic auth|invalid reference");

    private PodRulebook() {}

    /** Why the pod will not get ready, if that is so. */
    static Optional<Cause> failure(TrackedPod tracked, Tolerance tolerance) {
        PodState pod = tracked.pod();
        if (tolerance.ignoresPods()) {
            return Optional.empty();
        }
        for (ContainerState container : pod.containers()) {
            Optional<String> why = isHopeless(container)
                    ? Optional.of(cannotStart(container))
                    : tooManyExits(tracked, container, tolerance)
                            .or(() -> tracked.countedStumbles(container) > tolerance.perContainer()
                                            && container.now() == Now.WAITING
                                    ? Optional.of(cannotStart(container))
                                    : Optional.empty());
            if (why.isPresent()) {
                String reason = name(container) + " of Pod/" + pod.name() + " " + why.get();
                return Optional.of(new Cause(reason, Optional.of(pod), Optional.of(container)));
            }
        }
        return Optional.empty();
    }

    /** The pod's phase is Failed: which container did it, or what else. */
    static Cause ended(PodState pod) {
        Optional<ContainerState> culprit = pod.containers().stream()
                .filter(c -> c.now() == Now.TERMINATED && c.lastExit().orElse(0) != 0)
                .findFirst();
        String reason = culprit.map(c -> name(c) + " of Pod/" + pod.name() + " " + exited(c, c.exits()))
                .orElseGet(() -> "Pod/" + pod.name() + " failed" + (pod.reason().isEmpty() ? "" : ": " + pod.reason()));
        return new Cause(reason, Optional.of(pod), culprit);
    }

    private static boolean isHopeless(ContainerState container) {
        if (container.now() != Now.WAITING) {
            return false;
        }
        String message = container.message().toLowerCase(Locale.ROOT);
        return TERMINAL.contains(container.reason())
                || (PULLING.contains(container.reason())
                        && NO_SUCH_IMAGE.matcher(message).find()
                        && !message.contains("toomanyrequests"));
    }

    private static Optional<String> tooManyExits(TrackedPod tracked, ContainerState container, Tolerance tolerance) {
        boolean endedWell = container.lastExit().orElse(0) == 0
                && (container.init() || !tracked.pod().restartsAlways());
        int allowed = tracked.pod().restartsNever() ? 0 : tolerance.perContainer();
        return !endedWell && tracked.countedExits(container) > allowed
                ? Optional.of(exited(container, container.exits()))
                : Optional.empty();
    }

    private static String cannotStart(ContainerState container) {
        return "cannot start: " + Text.join(container.reason(), container.message());
    }

    /** {@code crashed twice, exit code 137 (OOMKilled)}. */
    private static String exited(ContainerState container, int times) {
        int code = container.lastExit().orElse(0);
        String reason = Set.of("", "Error", "Completed").contains(container.lastReason())
                ? ""
                : " (" + container.lastReason() + ")";
        return (code == 0 ? "exited " : "crashed ") + Text.times(times) + ", exit code " + code + reason;
    }

    private static String name(ContainerState container) {
        return (container.init() ? "init container \"" : "container \"") + container.name() + "\"";
    }

    /** What a pod that is neither ready nor failed is doing: {@code pod backend-7c9-x1 starting}. */
    static String progress(PodState pod) {
        return "pod " + pod.name()
                + pod.unschedulable()
                        .map(why -> " cannot be scheduled: " + why)
                        .or(() -> pod.containers().stream()
                                .flatMap(container -> trouble(container).stream())
                                .findFirst()
                                .map(text -> ": " + text))
                        .orElseGet(() -> {
                            if (pod.containers().stream().anyMatch(c -> c.init() && c.now() == Now.RUNNING)) {
                                return " initializing";
                            }
                            return pod.phase().equals("Running") ? " running, not ready yet" : " starting";
                        });
    }

    private static Optional<String> trouble(ContainerState container) {
        if (container.now() != Now.RUNNING && container.lastExit().orElse(0) != 0) {
            return Optional.of(name(container) + " " + exited(container, container.exits()));
        }
        return container.now() == Now.WAITING && !ORDINARY_WAITS.contains(container.reason())
                ? Optional.of(name(container) + " waits: " + Text.join(container.reason(), container.message()))
                : Optional.empty();
    }
}
