package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The methods of times and durations that templates use. */
public final class TimeMethods {

    private static final ZonedDateTime YEAR_1 = ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private TimeMethods() {}

    /** The method of that name of a time or duration, or null. */
    public static @Nullable TemplateFunction of(Object receiver, String name) {
        if (receiver instanceof ZonedDateTime time) {
            return ofTime(time, name);
        }
        return receiver instanceof Duration duration ? ofDuration(duration, name) : null;
    }

    private static @Nullable TemplateFunction ofTime(ZonedDateTime time, String name) {
        return switch (name) {
            case "Format" -> exactly(name, 1, a -> GoTime.format(time, a.string(0)));
            case "Unix" -> exactly(name, 0, a -> time.toEpochSecond());
            case "UnixNano" -> exactly(name, 0, a -> time.toEpochSecond() * 1_000_000_000L + time.getNano());
            case "Year" -> exactly(name, 0, a -> time.getYear());
            case "Month" -> exactly(name, 0, a -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "Day" -> exactly(name, 0, a -> time.getDayOfMonth());
            case "YearDay" -> exactly(name, 0, a -> time.getDayOfYear());
            case "Weekday" -> exactly(name, 0, a -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
            case "Hour" -> exactly(name, 0, a -> time.getHour());
            case "Minute" -> exactly(name, 0, a -> time.getMinute());
            case "Second" -> exactly(name, 0, a -> time.getSecond());
            case "Nanosecond" -> exactly(name, 0, a -> time.getNano());
            case "UTC" -> exactly(name, 0, a -> time.withZoneSameInstant(ZoneOffset.UTC));
            case "UnixMilli" -> exactly(name, 0, a -> time.toInstant().toEpochMilli());
            case "IsZero" ->
                exactly(name, 0, a -> time.toEpochSecond() == YEAR_1.toEpochSecond() && time.getNano() == 0);
            case "AddDate" ->
                exactly(
                        name,
                        3,
                        a -> time.plusMonths(12 * a.whole(0) + a.whole(1)).plusDays(a.whole(2)));
            case "Add" -> exactly(name, 1, a -> time.plus(duration(a)));
            case "Sub" -> exactly(name, 1, a -> Duration.between(time(a), time));
            case "After" -> exactly(name, 1, a -> time.isAfter(time(a)));
            case "Before" -> exactly(name, 1, a -> time.isBefore(time(a)));
            case "Equal" -> exactly(name, 1, a -> time.isEqual(time(a)));
            case "String" -> exactly(name, 0, a -> GoTime.print(time));
            default -> null;
        };
    }

    private static ZonedDateTime time(Arguments arguments) {
        if (arguments.get(0) instanceof ZonedDateTime time) {
            return time;
        }
        throw FunctionException.ofType(0, "time.Time", "want a time");
    }

    private static Duration duration(Arguments arguments) {
        Object value = arguments.get(0);
        if (value instanceof Duration duration) {
            return duration;
        }
        if (value instanceof Integer || value instanceof Long) {
            return Duration.ofNanos(((Number) value).longValue());
        }
        throw FunctionException.ofType(0, "time.Duration", "want a duration");
    }

    private static @Nullable TemplateFunction ofDuration(Duration duration, String name) {
        return switch (name) {
            case "String" -> exactly(name, 0, a -> GoDurations.print(duration));
            case "Hours" -> exactly(name, 0, a -> duration.toNanos() / 3.6e12);
            case "Minutes" -> exactly(name, 0, a -> duration.toNanos() / 6e10);
            case "Seconds" -> exactly(name, 0, a -> duration.toNanos() / 1e9);
            case "Milliseconds" -> exactly(name, 0, a -> duration.toMillis());
            case "Nanoseconds" -> exactly(name, 0, a -> duration.toNanos());
            default -> null;
        };
    }
}
