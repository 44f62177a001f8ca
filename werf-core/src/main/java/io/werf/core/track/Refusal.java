package io.werf.core.track;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What no repetition mends, or none after a while, among the reasons why pods are not created or do not start. Pure functions. */
final class Refusal {

    /** How long an operator or a controller has to make what is missing: a Secret, a ConfigMap, a service account. */
    static final Duration LATE = Duration.ofSeconds(30);

    private static final Pattern MISSING_VOLUME = Pattern.compile("(secret|configmap) \"[^\"]*\" not found");

    private Refusal() {}

    /** Whether quota or admission refuse a pod now and in future. */
    static boolean isFinal(String why) {
        String text = why.toLowerCase(Locale.ROOT);
        return (text.contains("forbidden") || text.contains("denied the request")) && !lacksAccount(text);
    }

    /** In a new namespace the service account and its token come a moment after the first pods were asked for. */
    private static boolean lacksAccount(String text) {
        return text.contains("service account") || text.contains("serviceaccount");
    }

    /** How long a warning may be repeated before the object is given up; empty when for ever. */
    static Optional<Duration> patience(String reason, String message) {
        return switch (reason) {
            case "FailedCreate" ->
                isFinal(message)
                        ? Optional.of(Duration.ZERO)
                        : lacksAccount(message.toLowerCase(Locale.ROOT)) ? Optional.of(LATE) : Optional.empty();
            case "FailedMount" -> MISSING_VOLUME.matcher(message).find() ? Optional.of(LATE) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
