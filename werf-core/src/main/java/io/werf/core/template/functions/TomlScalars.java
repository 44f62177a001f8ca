package io.werf.core.template.functions;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of TOML that are no strings: booleans, numbers, times. Times without a zone are of UTC. Errors are worded as Go's. */
final class TomlScalars {

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");
    private static final Pattern OTHER_BASE = Pattern.compile("0(?:x([0-9A-Fa-f_]+)|o([0-7_]+)|b([01_]+))");
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9_]+)?");
    private static final Pattern SPECIAL = Pattern.compile("([-+]?)(inf|nan)");
    private static final Pattern LOOSE_UNDERSCORE = Pattern.compile("(?<![0-9A-Fa-f])_|_(?![0-9A-Fa-f])");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9_].*");
    private static final Pattern TIME = Pattern.compile("(?:([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]|$))?"
            + "(?:([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)([Zz]|[-+][0-9]{2}:[0-9]{2})?)?");
    private static final Pattern BEGINS_A_TIME = Pattern.compile("[0-9]{4}-.*|[0-9]{2}:.*");

    private TomlScalars() {}

    /** Whether the time may follow, behind a blank. */
    static boolean isDate(String word) {
        return word.length() == 10 && TIME.matcher(word).matches();
    }

    /** @throws FunctionException if it is none of them */
    static Object value(String word) {
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        Matcher special = SPECIAL.matcher(word);
        if (special.matches()) {
            double value = special.group(2).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
            return special.group(1).equals("-") ? -value : value;
        }
        if (BEGINS_A_TIME.matcher(word).matches()) {
            return time(word);
        }
        if (INTEGER.matcher(word).matches() || OTHER_BASE.matcher(word).matches()) {
            return integer(word);
        }
        if (FLOAT.matcher(word).matches()) {
            return floating(word);
        }
        throw FunctionException.of(
                word.startsWith(".")
                        ? "floats must start with a digit, not '.'"
                        : "expected value but found " + GoFormat.quote(word) + " instead");
    }

    private static Object integer(String word) {
        check(word, "integer");
        Matcher based = OTHER_BASE.matcher(word);
        try {
            if (based.matches()) {
                int radix = word.charAt(1) == 'x' ? 16 : word.charAt(1) == 'o' ? 8 : 2;
                return Long.parseLong(word.substring(2).replace("_", ""), radix);
            }
            return Long.parseLong(word.replace("_", ""));
        } catch (NumberFormatException e) {
            throw FunctionException.of(word + " is out of range for int64");
        }
    }

    private static Object floating(String word) {
        check(word, "float");
        int point = word.indexOf('.');
        if (point >= 0 && (point + 1 == word.length() || !Character.isDigit(word.charAt(point + 1)))) {
            throw FunctionException.of(
                    "Invalid float " + GoFormat.quote(word) + ": '.' must be followed by one or more digits");
        }
        double value = Double.parseDouble(word.replace("_", ""));
        if (Double.isInfinite(value)) {
            throw FunctionException.of(word + " is out of range for float64");
        }
        return value;
    }

    private static void check(String word, String kind) {
        String digits = OTHER_BASE.matcher(word).matches() ? word.substring(2) : word;
        if (LOOSE_UNDERSCORE.matcher(digits).find()) {
            throw FunctionException.of(
                    "Invalid " + kind + " " + GoFormat.quote(word) + ": underscores must be surrounded by digits");
        }
        if (digits.equals(word) && LEADING_ZERO.matcher(word).matches()) {
            throw FunctionException.of("Invalid " + kind + " " + GoFormat.quote(word) + ": cannot have leading zeroes");
        }
    }

    private static ZonedDateTime time(String word) {
        Matcher parts = TIME.matcher(word);
        try {
            if (parts.matches() && (parts.group(1) != null || parts.group(3) == null)) {
                LocalDate day = parts.group(1) == null ? LocalDate.of(0, 1, 1) : LocalDate.parse(parts.group(1));
                LocalTime time = parts.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(parts.group(2));
                String zone = parts.group(3) == null ? "Z" : parts.group(3).toUpperCase(Locale.ROOT);
                ZoneId id = zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
                return ZonedDateTime.of(day, time, id);
            }
        } catch (DateTimeException e) {
            throw FunctionException.of("invalid datetime: " + GoFormat.quote(word));
        }
        throw FunctionException.of("invalid datetime: " + GoFormat.quote(word));
    }
}
