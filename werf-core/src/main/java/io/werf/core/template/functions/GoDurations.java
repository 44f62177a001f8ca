package io.werf.core.template.functions;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go prints them, {@code 1h2m3.5s}, and what it says of texts that are none. Pure. */
final class GoDurations {

    private static final Pattern REFUSED =
            Pattern.compile("[-+]?(?:([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*"
                    + "([0-9]+\\.?[0-9]*|\\.[0-9]+)([^0-9.]*)[\\s\\S]*");

    private GoDurations() {}

    /** Why a text is no duration. */
    static String refusal(String text) {
        Matcher part = REFUSED.matcher(text);
        if (!part.matches()) {
            return "time: invalid duration " + GoFormat.quote(text);
        }
        String unit = part.group(4);
        return unit.isEmpty()
                ? "time: missing unit in duration " + GoFormat.quote(text)
                : "time: unknown unit " + GoFormat.quote(unit) + " in duration " + GoFormat.quote(text);
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
