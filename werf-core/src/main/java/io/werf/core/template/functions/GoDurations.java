package io.werf.core.template.functions;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in Go's notation: {@code 1h2m3.5s}. Pure. */
final class GoDurations {

    private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final int LONGEST = 100;

    private GoDurations() {}

    static Optional<Duration> parse(String text) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (rest.isEmpty() || rest.length() > LONGEST) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(rest);
        int at = 0;
        while (at < rest.length()) {
            if (!part.find(at) || part.start() != at) {
                return Optional.empty();
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2)))));
            at = part.end();
        }
        BigDecimal whole = nanos.setScale(0, java.math.RoundingMode.DOWN);
        if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        Duration duration = Duration.ofNanos(whole.longValue());
        return Optional.of(negative ? duration.negated() : duration);
    }

    /** Why a text is no duration. */
    static String refusal(String text) {
        Matcher part = Pattern.compile(
                        "[-+]?(?:" + PART.pattern() + ")*([0-9]+\\.?[0-9]*|\\.[0-9]+)([^0-9.]*)[\\s\\S]*")
                .matcher(text);
        if (!part.matches()) {
            return "time: invalid duration " + GoFormat.quote(text);
        }
        String unit = part.group(4);
        return unit.isEmpty()
                ? "time: missing unit in duration " + GoFormat.quote(text)
                : "time: unknown unit " + GoFormat.quote(unit) + " in duration " + GoFormat.quote(text);
    }

    private static long unit(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000L;
        };
    }

    static String print(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        BigDecimal rest = BigDecimal.valueOf(nanos).abs();
        if (rest.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0) {
            return sign + fraction(rest);
        }
        BigDecimal[] minutes = rest.divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
        String seconds = plain(minutes[1].movePointLeft(9)) + "s";
        long wholeMinutes = minutes[0].longValueExact();
        if (wholeMinutes == 0) {
            return sign + seconds;
        }
        return sign + (wholeMinutes >= 60 ? wholeMinutes / 60 + "h" : "") + wholeMinutes % 60 + "m" + seconds;
    }

    private static String fraction(BigDecimal nanos) {
        if (nanos.compareTo(BigDecimal.valueOf(1_000)) < 0) {
            return plain(nanos) + "ns";
        }
        return nanos.compareTo(BigDecimal.valueOf(1_000_000)) < 0
                ? plain(nanos.movePointLeft(3)) + "µs"
                : plain(nanos.movePointLeft(6)) + "ms";
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
