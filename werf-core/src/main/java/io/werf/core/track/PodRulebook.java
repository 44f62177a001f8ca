package io.werf.core.track;

import io.werf.core.track.ContainerState.Now;
import io.werf.core.track.Verdict.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** When a pod is a failure, and in which words it is told how far it is. Pure functions. */
final class PodRulebook {

    private static final String BAD_CONFIG = "CreateContainerConfigError";

    /** Waiting reasons that no repetition mends. */
    private static final Set<String> TERMINAL = Set.of("ErrImageNeverPull", "InvalidImageName", BAD_CONFIG);

    private static final Set<String> PULLING = Set.of("ErrImagePull", "ImagePullBackOff");
    private static final Set<String> ORDINARY_WAITS = Set.of("", "ContainerCreating", "PodInitializing");

    /** What registries and container runtimes answer when asking again gives the same answer. */
    private static final Pattern NO_SUCH_IMAGE =
            Pattern.compile("not found|manifest unknown|name unknown|does not exist"
                    + "|denied|unauthorized|authentication required|no basic auth|invalid reference");

    private PodRulebook() {}

    /** Why the pod will not get ready, if that is so. */
    static Optional<Cause> failure(TrackedPod tracked, Tolerance tolerance, Instant now) {
        if (tolerance.ignoresPods()) {
            return Optional.empty();
        }
        for (ContainerState container : tracked.pod().containers()) {
            Optional<String> why = failure(tracked, container, tolerance, now);
            if (why.isPresent()) {
                String reason = name(container) + " of Pod/" + tracked.pod().name() + " " + why.get();
                return Optional.of(new Cause(reason, Optional.of(tracked.pod()), Optional.of(container)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> failure(
            TrackedPod tracked, ContainerState container, Tolerance tolerance, Instant now) {
        Optional<Instant> deadline = deadline(tracked, container, tolerance);
        if (deadline.isPresent() && !now.isBefore(deadline.get())) {
            return Optional.of(
                    container.now() == Now.RUNNING
                            ? "runs, but its readiness probe has failed for "
                                    + Text.duration(Duration.between(
                                            tracked.since(container).orElse(now), now))
                            : cannotStart(container));
        }
        if (isHopeless(container) && deadline.isEmpty()) {
            return Optional.of(cannotStart(container));
        }
        boolean stumbles =
                container.now() == Now.WAITING && tracked.countedStumbles(container) > tolerance.perContainer();
        return stumbles ? Optional.of(cannotStart(container)) : tooManyExits(tracked, container, tolerance);
    }

    /** When the pod will be a failure if nothing changes; of several such times the first. */
    static Optional<Instant> deadline(TrackedPod tracked, Tolerance tolerance) {
        return tolerance.ignoresPods()
                ? Optional.empty()
                : tracked.pod().containers().stream()
                        .flatMap(container -> deadline(tracked, container, tolerance).stream())
                        .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> deadline(TrackedPod tracked, ContainerState container, Tolerance tolerance) {
        Optional<Instant> since = tracked.since(container);
        if (container.waitsFor(BAD_CONFIG) && container.message().endsWith(" not found")) {
            return since.map(begin -> begin.plus(Refusal.LATE));
        }
        boolean probed = container.now() == Now.RUNNING && container.started() && !container.init();
        return probed
                ? since.flatMap(begin -> ReadinessProbe.of(tracked.pod(), container.name())
                        .map(probe -> begin.plus(probe.untilFailures(
                                tolerance.perContainer() + 1,
                                Optional.ofNullable(tolerance.probePatience().get(container.name()))))))
                : Optional.empty();
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
        if (container.couldNotRun()) {
            return "could not be started: " + Text.join(container.lastReason(), container.lastMessage());
        }
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

    /** Whether the pod's own status says what holds it up. */
    static boolean isExplained(PodState pod) {
        return pod.unschedulable().isPresent()
                || pod.containers().stream()
                        .anyMatch(container -> trouble(container).isPresent());
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
