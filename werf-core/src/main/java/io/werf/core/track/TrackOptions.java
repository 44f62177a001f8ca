package io.werf.core.track;

import io.werf.core.error.Location;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the {@code werf.io/*} annotations of one object say about its tracking. Unknown annotations are ignored.
 *
 * @param blocking whether the run waits for the object ({@code werf.io/track-termination-mode})
 * @param ignoreFailures whether failures of pods are waited out instead of ending the run ({@code werf.io/fail-mode})
 * @param failuresAllowed {@code werf.io/failures-allowed-per-replica}, if it is set
 * @param noActivityTimeout after how long without any change an object of a kind without rules of its own is failed
 *     ({@code werf.io/no-activity-timeout})
 * @param logs whether its pods' logs are shown ({@code werf.io/skip-logs})
 * @param logReplicas of how many pods at a time ({@code werf.io/show-logs-only-for-number-of-replicas})
 */
public record TrackOptions(
        boolean blocking,
        boolean ignoreFailures,
        Optional<Integer> failuresAllowed,
        Duration noActivityTimeout,
        boolean logs,
        int logReplicas) {

    private static final Duration NO_ACTIVITY = Duration.ofMinutes(4);

    /**
     * Reads and checks the annotations; asks no server.
     *
     * @throws InvalidAnnotationException if the value of a known annotation is empty or malformed
     */
    public static TrackOptions from(KubeObject object) {
        return from(object, Optional.empty());
    }

    /** {@link #from(KubeObject)}, for an object whose place in the chart is known. */
    public static TrackOptions from(KubeObject object, Optional<Location> definedAt) {
        Annotations annotations = new Annotations(object, definedAt);
        return new TrackOptions(
                annotations
                        .read("track-termination-mode", "WaitUntilResourceReady or NonBlocking", TrackOptions::blocking)
                        .orElse(true),
                annotations
                        .read(
                                "fail-mode",
                                "FailWholeDeployProcessImmediately, HopeUntilEndOfDeployProcess or"
                                        + " IgnoreAndContinueDeployProcess",
                                TrackOptions::ignoring)
                        .orElse(false),
                annotations.read("failures-allowed-per-replica", "a whole number from 0", TrackOptions::count),
                annotations
                        .read("no-activity-timeout", "a duration such as 90s or 4m", GoDuration::parse)
                        .orElse(NO_ACTIVITY),
                annotations
                        .read("skip-logs", "true or false", TrackOptions::bool)
                        .map(skip -> !skip)
                        .orElse(true),
                annotations
                        .read("show-logs-only-for-number-of-replicas", "a whole number from 0", TrackOptions::count)
                        .orElse(1));
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

    private static Optional<Integer> count(String value) {
        return value.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
    }

    /** What Go's {@code strconv.ParseBool} takes. */
    private static Optional<Boolean> bool(String value) {
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

    /** The annotations of one object, and where it is defined. */
    private record Annotations(KubeObject object, Optional<Location> definedAt) {

        private interface Parser<T> {
            Optional<T> parse(String value);
        }

        <T> Optional<T> read(String name, String expected, Parser<T> parser) {
            String key = "werf.io/" + name;
            Object value = object.annotations().get(key);
            if (value == null) {
                return Optional.empty();
            }
            Optional<T> parsed = parser.parse(value.toString().strip());
            if (parsed.isEmpty()) {
                throw new InvalidAnnotationException(
                        object.id().toString(), key, value.toString(), expected, definedAt);
            }
            return parsed;
        }
    }
}
