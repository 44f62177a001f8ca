package io.werf.core.track;

import io.werf.core.data.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * A container's readiness probe. How often it must have failed follows from how long its container has run without being ready, so
 * that no events need be read.
 *
 * @param period between two probes
 * @param patience for how long after the start failures are no sign of trouble
 */
record ReadinessProbe(Duration period, Duration patience) {

    /** The probe in a pod's spec, as the server has completed it. */
    static Optional<ReadinessProbe> of(PodState pod, String container) {
        return Tree.list(pod.object().body(), "spec", "containers").stream()
                .filter(spec -> Tree.string(spec, "name").orElse("").equals(container))
                .filter(spec -> !Tree.map(spec, "readinessProbe").isEmpty())
                .findFirst()
                .map(spec -> of(
                        Tree.map(spec, "readinessProbe"),
                        !Tree.map(spec, "startupProbe").isEmpty()));
    }

    /** werf's formula. With a startup probe the time is counted from its success, when the initial delay is over. */
    private static ReadinessProbe of(Object probe, boolean afterStartup) {
        long period = seconds(probe, "periodSeconds", 10);
        long timeout = seconds(probe, "timeoutSeconds", 1);
        long failures = seconds(probe, "failureThreshold", 3);
        long initial = period + (afterStartup ? 0 : seconds(probe, "initialDelaySeconds", 0));
        long repeats = failures + seconds(probe, "successThreshold", 1) - 3;
        long patience = initial + timeout + repeats * period + period / 2 + timeout;
        return new ReadinessProbe(
                Duration.ofSeconds(Math.max(1, period)), Duration.ofSeconds(failures == 1 ? 0 : Math.max(0, patience)));
    }

    private static long seconds(Object probe, String field, long absent) {
        return Math.min(Tree.integer(probe, field).orElse(absent), 1_000_000L);
    }

    /** How long the container must be without readiness until its probe has failed that often. */
    Duration untilFailures(int failures, Optional<Duration> ownPatience) {
        return ownPatience.orElse(patience).plus(period.multipliedBy(failures));
    }
}
