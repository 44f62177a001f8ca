package io.werf.core.template.functions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What values mean to Go's templates: truth, text, order, conversion. Pure. */
public final class GoValues {

    private GoValues() {}

    /** Whether a value is false, zero, empty or absent: the falsehood of {@code if}, {@code default}, {@code and}. */
    public static boolean isEmpty(@Nullable Object value) {
        if (value == null) {
            return true;
        }
        if (value instanceof Boolean bool) {
            return !bool;
        }
        if (value instanceof Number number) {
            return number.doubleValue() == 0;
        }
        if (value instanceof CharSequence text) {
            return text.length() == 0;
        }
        if (value instanceof GoObject object) {
            return object.elements().map(GoValues::isEmpty).orElse(false);
        }
        if (value instanceof GoBytes bytes) {
            return bytes.length() == 0;
        }
        return value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof Collection<?> list && list.isEmpty();
    }

    /** The text of a value, as {@code %v} prints it. */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof String text) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        new GoPrinter(out, new FormatSpec()).print(value, 'v');
        return out.toString();
    }

    /** The entries in the order of their keys, which is the order of everything that Go does with a map. */
    public static Map<String, @Nullable Object> sorted(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            sorted.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        return sorted;
    }

    /** What kind of value it is, for our messages. */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof Map ? "a map" : "a list";
    }

    /** Whether two values are the same; numbers by value, whatever their types. */
    public static boolean isEqual(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return compareNumbers(a, b) == 0;
        }
        return Objects.equals(left, right);
    }

    /**
     * The order of two numbers or two strings.
     *
     * @throws FunctionException if they are of other or of different types
     */
    public static int compare(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return compareNumbers(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw FunctionException.of("incompatible types for comparison: " + kind(left) + " and " + kind(right));
    }

    private static int compareNumbers(Number left, Number right) {
        if (isFinite(left) && isFinite(right)) {
            return decimal(left).compareTo(decimal(right));
        }
        return Double.compare(left.doubleValue(), right.doubleValue());
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double value) || Double.isFinite(value);
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        return number instanceof Double value ? new BigDecimal(value) : BigDecimal.valueOf(number.longValue());
    }

    /** Go's {@code int}; one beyond 32 bits stays a long, which differs by the name of its type only. */
    public static Number whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    /** Any value as an integer, as {@code int} converts: text by its digits, fractions cut off, what is no number is 0. */
    public static long toInteger(@Nullable Object value) {
        if (value instanceof Double number && !(Math.abs(number) < 0x1p63)) {
            return Long.MIN_VALUE; // what the processor makes of it
        }
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        if (value instanceof String text) {
            return parseInteger(text);
        }
        return 0;
    }

    /** Digits with the prefixes of Go: {@code 0x}, {@code 0o} or {@code 0}, {@code 0b}; a fraction of zeros is allowed. */
    private static long parseInteger(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        digits = digits.replaceFirst("\\.0*$", "").replace("_", "");
        int radix = 10;
        if (digits.length() > 1 && digits.startsWith("0")) {
            char prefix = Character.toLowerCase(digits.charAt(1));
            radix = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
            digits = digits.substring(prefix == 'x' || prefix == 'b' || prefix == 'o' ? 2 : 1);
        }
        try {
            return Long.parseLong((negative ? "-" : "") + digits, radix);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static double parseDouble(String text) {
        switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "inf", "+inf", "infinity", "+infinity" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf", "-infinity" -> {
                return Double.NEGATIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {
                if (!text.matches("[-+]?[0-9a-fA-FxX_.]+([eEpP][-+]?[0-9_]+)?")) {
                    return 0;
                }
            }
        }
        try {
            double number = Double.parseDouble(text.replace("_", ""));
            return Double.isInfinite(number) ? 0 : number;
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /** Any value as a floating point number; what is no number is 0. */
    public static double toDouble(@Nullable Object value) {
        if (value instanceof String text) {
            return parseDouble(text);
        }
        return value instanceof Number number ? number.doubleValue() : toInteger(value);
    }
}
