package io.werf.core.template.functions;

import io.werf.core.data.GoDuration;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates and durations. "Local" is the time zone of the clock. */
final class DateFunctions {

    private static final String HTML = "2006-01-02";
    private static final String LOCAL = "Local";

    private final Clock clock;

    DateFunctions(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Object call(Arguments a) {
        return switch (a.name()) {
            case "now" -> ZonedDateTime.now(clock);
            case "date" -> format(a.string(0), a.get(1), LOCAL);
            case "dateInZone" -> format(a.string(0), a.get(1), a.string(2));
            case "date_in_zone" -> format(a.string(0), a.get(1), a.string(2));
            case "htmlDate" -> format(HTML, a.get(0), LOCAL);
            case "htmlDateInZone" -> format(HTML, a.get(0), a.string(1));
            case "dateModify" -> modified(a, false);
            case "date_modify" -> modified(a, false);
            case "mustDateModify" -> modified(a, true);
            case "must_date_modify" -> modified(a, true);
            case "toDate" -> parsed(a, false);
            case "mustToDate" -> parsed(a, true);
            case "unixEpoch" -> String.valueOf(time(a, 0).toEpochSecond());
            case "ago" -> ago(a);
            case "duration" -> GoDurations.print(Duration.ofSeconds(seconds(a.get(0))));
            case "durationRound" -> rounded(a.get(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private String format(String layout, @Nullable Object date, String zone) {
        return GoTime.format(instant(date).withZoneSameInstant(zone(zone)), layout);
    }

    private ZoneId zone(String name) {
        if (name.equals(LOCAL)) {
            return clock.getZone();
        }
        try {
            return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(ZoneId.SHORT_IDS.getOrDefault(name, name));
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC; // as Sprig does
        }
    }

    /** A time, or seconds since 1970; anything else is now. */
    private ZonedDateTime instant(@Nullable Object date) {
        if (date instanceof ZonedDateTime time) {
            return time;
        }
        if (date instanceof Long || date instanceof Integer) {
            return Instant.ofEpochSecond(((Number) date).longValue()).atZone(clock.getZone());
        }
        return ZonedDateTime.now(clock);
    }

    private static ZonedDateTime time(Arguments arguments, int index) {
        if (arguments.get(index) instanceof ZonedDateTime time) {
            return time;
        }
        throw FunctionException.ofType(index, "time.Time", "want a time");
    }

    private static ZonedDateTime modified(Arguments arguments, boolean strict) {
        ZonedDateTime time = time(arguments, 1);
        Duration duration = GoDuration.parse(arguments.string(0)).orElse(null);
        if (duration == null && strict) {
            throw FunctionException.ofArgument(0, GoDurations.refusal(arguments.string(0)));
        }
        return duration == null ? time : time.plus(duration);
    }

    private ZonedDateTime parsed(Arguments arguments, boolean strict) {
        String layout = arguments.string(0);
        String text = arguments.string(1);
        try {
            return GoTimeParser.parse(layout, text, clock.getZone());
        } catch (FunctionException e) {
            if (strict) {
                throw e;
            }
            return ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        }
    }

    private String ago(Arguments arguments) {
        Duration since = Duration.between(instant(arguments.get(0)), ZonedDateTime.now(clock));
        return GoDurations.print(
                since.plusMillis(since.isNegative() ? -500 : 500).truncatedTo(ChronoUnit.SECONDS));
    }

    private static long seconds(@Nullable Object value) {
        if (value instanceof Long seconds) {
            return seconds;
        }
        try {
            return value instanceof String text ? Long.parseLong(text) : 0;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private String rounded(@Nullable Object value) {
        Duration duration = Duration.ZERO;
        if (value instanceof String text) {
            duration = GoDuration.parse(text).orElse(Duration.ZERO);
        } else if (value instanceof Long nanos) {
            duration = Duration.ofNanos(nanos);
        } else if (value instanceof ZonedDateTime time) {
            duration = Duration.between(time, ZonedDateTime.now(clock));
        }
        Duration length = duration.abs();
        record Unit(String name, Duration length) {}
        List<Unit> units = List.of(
                new Unit("y", Duration.ofDays(365)),
                new Unit("mo", Duration.ofDays(30)),
                new Unit("d", Duration.ofDays(1)),
                new Unit("h", Duration.ofHours(1)),
                new Unit("m", Duration.ofMinutes(1)),
                new Unit("s", Duration.ofSeconds(1)));
        for (Unit unit : units) {
            if (length.compareTo(unit.length()) > 0) {
                return length.dividedBy(unit.length()) + unit.name();
            }
        }
        return "0s";
    }
}
