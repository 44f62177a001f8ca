package io.werf.core.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 168h}, {@code 1h30m}, {@code 1.5s}. There is no unit for days. */
final class GoDuration {

    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns",
            1L,
            "us",
            1000L,
            "µs",
            1000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

    private GoDuration() {}

    static Optional<Duration> parse(String text) {
        if (text.length() > 100 || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanoseconds = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long unit = NANOSECONDS.getOrDefault(part.group(2), 0L);
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        BigDecimal[] seconds = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
    }
}
