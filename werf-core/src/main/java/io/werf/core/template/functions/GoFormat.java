package io.werf.core.template.functions;

import io.werf.core.data.GoNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's {@code printf} for the values that templates have. Mistakes show in the text ({@code %!d(string=x)}), as in Go. */
final class GoFormat {

    private static final Pattern VERB =
            Pattern.compile("%([-+# 0]*)([0-9]{0,4})(?:\\.([0-9]{0,4}))?(.)?", Pattern.DOTALL);

    private GoFormat() {}

    private record Spec(String flags, int width, int precision, char verb) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    static String format(String format, List<? extends @Nullable Object> arguments) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = VERB.matcher(format);
        int from = 0;
        int next = 0;
        while (matcher.find(from)) {
            out.append(format, from, matcher.start());
            from = matcher.end();
            if (matcher.group(4) == null) {
                out.append("%!(NOVERB)");
            } else if (matcher.group(4).equals("%")) {
                out.append('%');
            } else if (next == arguments.size()) {
                out.append("%!").append(matcher.group(4)).append("(MISSING)");
            } else {
                Spec spec = new Spec(
                        matcher.group(1),
                        number(matcher.group(2), 0),
                        matcher.group(3) == null ? -1 : number(matcher.group(3), 0),
                        matcher.group(4).charAt(0));
                out.append(pad(spec, one(spec, arguments.get(next++))));
            }
        }
        out.append(format, from, format.length());
        if (next < arguments.size()) {
            String separator = "%!(EXTRA ";
            for (Object extra : arguments.subList(next, arguments.size())) {
                out.append(separator).append(GoValues.type(extra));
                out.append(extra == null ? "" : "=" + GoValues.text(extra));
                separator = ", ";
            }
            out.append(')');
        }
        return out.toString();
    }

    private static int number(String digits, int otherwise) {
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static String one(Spec spec, @Nullable Object value) {
        String text = switch (spec.verb) {
            case 'v' -> value instanceof Number number ? signed(spec, GoValues.text(number)) : GoValues.text(value);
            case 'T' -> GoValues.type(value);
            case 's' -> value instanceof String s ? cut(spec, s) : containerOrNull(spec, value);
            case 'q' ->
                value instanceof String s
                        ? quote(cut(spec, s))
                        : isInteger(value) ? "'" + Character.toString((int) GoValues.toInteger(value)) + "'" : null;
            case 't' -> value instanceof Boolean ? value.toString() : null;
            case 'd', 'b', 'o', 'c' -> value != null && isInteger(value) ? integer(spec, value) : null;
            case 'x', 'X' -> hexadecimal(spec, value);
            case 'f', 'F', 'e', 'g' -> value instanceof Double number ? floating(spec, number) : null;
            default -> null;
        };
        if (text != null) {
            return text;
        }
        return "%!" + spec.verb + "(" + (value == null ? "<nil>" : GoValues.type(value) + "=" + GoValues.text(value))
                + ")";
    }

    /** Lists and maps are printed element by element. */
    private static @Nullable String containerOrNull(Spec spec, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return "["
                    + String.join(
                            " ", list.stream().map(item -> one(spec, item)).toList()) + "]";
        }
        return null;
    }

    private static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof BigInteger;
    }

    private static String integer(Spec spec, Object value) {
        BigInteger integer = new BigInteger(value.toString());
        return switch (spec.verb) {
            case 'b' -> signed(spec, integer.toString(2));
            case 'o' -> signed(spec, integer.toString(8));
            case 'c' -> Character.toString(integer.intValue());
            default -> signed(spec, integer.toString());
        };
    }

    private static @Nullable String hexadecimal(Spec spec, @Nullable Object value) {
        String digits;
        if (isInteger(value)) {
            digits = new BigInteger(String.valueOf(value)).toString(16);
        } else if (value instanceof String text) {
            digits = java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else {
            return null;
        }
        return spec.verb == 'X' ? digits.toUpperCase(java.util.Locale.ROOT) : digits;
    }

    private static String floating(Spec spec, double value) {
        if (!Double.isFinite(value) || (spec.verb == 'g' && spec.precision < 0)) {
            return signed(spec, GoNumbers.shortest(value, 21, -4));
        }
        int precision = spec.precision < 0 ? 6 : spec.precision;
        BigDecimal decimal = new BigDecimal(value);
        if (spec.verb == 'e') {
            return signed(spec, scientific(decimal, precision));
        }
        if (spec.verb == 'g') {
            double rounded = decimal.round(new java.math.MathContext(Math.max(1, precision)))
                    .doubleValue();
            return signed(spec, GoNumbers.shortest(rounded, Math.max(1, precision), -4));
        }
        return signed(spec, decimal.setScale(precision, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String scientific(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new java.math.MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + GoNumbers.exponentSuffix(exponent);
    }

    private static String signed(Spec spec, String number) {
        if (number.startsWith("-") || number.startsWith("+")) {
            return number;
        }
        return spec.has('+') ? "+" + number : spec.has(' ') ? " " + number : number;
    }

    private static String cut(Spec spec, String text) {
        int length = text.codePointCount(0, text.length());
        return spec.precision >= 0 && spec.precision < length
                ? text.substring(0, text.offsetByCodePoints(0, spec.precision))
                : text;
    }

    private static String pad(Spec spec, String text) {
        int missing = spec.width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (spec.has('-')) {
            return text + " ".repeat(missing);
        }
        if (!spec.has('0')) {
            return " ".repeat(missing) + text;
        }
        boolean sign = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
        return sign ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text;
    }

    /** A Go string literal. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 7 -> out.append("\\a");
                case 0x0B -> out.append("\\v");
                default -> out.append(isPrintable(c) ? Character.toString(c) : escape(c));
            }
        });
        return out.append('"').toString();
    }

    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static String escape(int c) {
        return c < 0x80
                ? String.format("\\x%02x", c)
                : c <= 0xFFFF ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
    }
}
