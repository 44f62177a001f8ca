package io.werf.core.track;

import io.werf.core.data.GoDuration;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Problems;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the {@code werf.io/*} annotations of one object say about its tracking. Unknown annotations are ignored.
 *
 * @param blocking whether the run waits for the object ({@code werf.io/track-termination-mode})
 * @param ignoreFailures whether failures of pods are waited out instead of ending the run ({@code werf.io/fail-mode})
 * @param failuresAllowed {@code werf.io/failures-allowed-per-replica}, if it is set
 * @param noActivityTimeout after how long without any change an object without pods is failed
 *     ({@code werf.io/no-activity-timeout})
 * @param probePatience how long after its start a container's readiness probe may fail, by container, where it is not computed
 *     from the probe ({@code werf.io/ignore-readiness-probe-fails-for-CONTAINER})
 * @param ready when the object is ready, in place of what is known of its kind ({@code werf.io/ready-when})
 * @param failed when it has failed ({@code werf.io/failed-when})
 * @param events whether the events of the object and its pods are shown ({@code werf.io/show-service-messages})
 * @param logs which log lines are shown
 */
public record TrackOptions(
        boolean blocking,
        boolean ignoreFailures,
        Optional<Integer> failuresAllowed,
        Duration noActivityTimeout,
        Map<String, Duration> probePatience,
        Optional<StatusMatch> ready,
        Optional<StatusMatch> failed,
        boolean events,
        LogOptions logs) {

    /** What counts without annotations. */
    static final TrackOptions DEFAULT = new TrackOptions(
            true,
            false,
            Optional.empty(),
            Duration.ofMinutes(4),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            LogOptions.DEFAULT);

    private static final String DURATION = "a duration such as 90s or 4m";
    private static final String MATCH = "PATH=VALUE or PATH=VALUE|VALUE, for example status.phase=Running";

    /** Copies the map. */
    public TrackOptions {
        probePatience = Map.copyOf(probePatience);
    }

    /**
     * Reads and checks the annotations; asks no server.
     *
     * @throws InvalidAnnotationException if the value of a known annotation is empty or malformed
     * @throws io.werf.core.error.SeveralProblemsException if those of several are
     */
    public static TrackOptions from(KubeObject object) {
        return from(object, key -> Optional.empty());
    }

    /**
     * {@link #from(KubeObject)}, for an object of a chart.
     *
     * @param places where an annotation is, by its name, if that is known
     */
    public static TrackOptions from(KubeObject object, Function<String, Optional<Excerpt>> places) {
        Problems problems = new Problems();
        TrackOptions options = from(new Annotations(object, places, problems));
        problems.throwIfAny();
        return options;
    }

    private static TrackOptions from(Annotations annotations) {
        return new TrackOptions(
                annotations
                        .read("track-termination-mode", "WaitUntilResourceReady or NonBlocking", TrackOptions::blocking)
                        .orElse(DEFAULT.blocking()),
                annotations
                        .read(
                                "fail-mode",
                                "FailWholeDeployProcessImmediately, HopeUntilEndOfDeployProcess or"
                                        + " IgnoreAndContinueDeployProcess",
                                TrackOptions::ignoring)
                        .orElse(DEFAULT.ignoreFailures()),
                annotations.read("failures-allowed-per-replica", "a whole number from 0", TrackOptions::count),
                annotations
                        .read("no-activity-timeout", DURATION, GoDuration::parseNotNegative)
                        .orElse(DEFAULT.noActivityTimeout()),
                annotations.readEach("ignore-readiness-probe-fails-for-", DURATION, GoDuration::parseNotNegative),
                annotations.read("ready-when", MATCH, StatusMatch::parse),
                annotations.read("failed-when", MATCH, StatusMatch::parse),
                annotations
                        .read("show-service-messages", "true or false", TrackOptions::bool)
                        .orElse(DEFAULT.events()),
                LogOptions.from(annotations));
    }

    private static Optional<Boolean> blocking(String value) {
        return switch (value) {
            case "WaitUntilResourceReady" -> Optional.of(true);
            case "NonBlocking" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> ignoring(String value) {
        return switch (value) {
            case "FailWholeDeployProcessImmediately", "HopeUntilEndOfDeployProcess" -> Optional.of(false);
            case "IgnoreAndContinueDeployProcess" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    static Optional<Integer> count(String value) {
        return value.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }

    /** What Go's {@code strconv.ParseBool} takes. */
    static Optional<Boolean> bool(String value) {
        boolean oneCase = value.equals(value.toLowerCase(Locale.ROOT))
                || value.equals(value.toUpperCase(Locale.ROOT))
                || value.equals("True")
                || value.equals("False");
        return switch (oneCase ? value.toLowerCase(Locale.ROOT) : "") {
            case "1", "t", "true" -> Optional.of(true);
            case "0", "f", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
