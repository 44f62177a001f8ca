package io.werf.core.template.functions;

import java.math.BigInteger;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints one value for one verb. */
final class GoPrinter {

    private static final int DEEPEST = 500;

    private final StringBuilder out;
    private final FormatSpec spec;
    private int depth;

    GoPrinter(StringBuilder out, FormatSpec spec) {
        this.out = out;
        this.spec = spec;
    }

    void print(@Nullable Object value, int verb) {
        if (verb == 'T') {
            out.append(spec.pad(cut(GoTypes.name(value))));
        } else if (value == null) {
            if (verb == 'v') {
                out.append(spec.pad("<nil>"));
            } else {
                bad(null, verb);
            }
        } else {
            value(value, verb);
        }
    }

    private void value(Object value, int verb) {
        if (value instanceof String text) {
            string(text, text, verb);
        } else if (value instanceof Boolean bool) {
            if (verb == 't' || verb == 'v') {
                out.append(spec.pad(bool.toString()));
            } else {
                bad(value, verb);
            }
        } else if (value instanceof Double || value instanceof Float) {
            floating(((Number) value).doubleValue(), verb);
        } else if (value instanceof Number) {
            integer(new BigInteger(value.toString()), value, verb);
        } else if (value instanceof Map<?, ?> map) {
            map(map, GoTypes.name(value), verb);
        } else if (value instanceof Collection<?> list) {
            list(list, GoTypes.name(value), verb);
        } else if (value instanceof GoBytes bytes) {
            bytes(bytes, verb);
        } else if (value instanceof GoObject object) {
            object(object, verb);
        } else if (value instanceof ZonedDateTime time) {
            string(GoTime.print(time), value, verb);
        } else if (value instanceof Duration duration) {
            string(GoDurations.print(duration), value, verb);
        } else {
            string(value.toString(), value, verb);
        }
    }

    /** {@code %!d(string=x)}. */
    private void bad(@Nullable Object value, int verb) {
        out.append("%!").appendCodePoint(verb).append('(');
        if (value == null) {
            out.append("<nil>");
        } else {
            out.append(GoTypes.name(value)).append('=');
            value(value, 'v');
        }
        out.append(')');
    }

    private void string(String text, Object value, int verb) {
        switch (verb) {
            case 'v' -> out.append(spec.goSyntax ? spec.pad(GoFormat.quote(text)) : spec.pad(cut(text)));
            case 's' -> out.append(spec.pad(cut(text)));
            case 'q' -> out.append(spec.pad(quoted(cut(text))));
            case 'x', 'X' -> out.append(spec.pad(hexadecimal(text, verb == 'X')));
            default -> bad(value, verb);
        }
    }

    private String quoted(String text) {
        boolean raw =
                spec.sharp && text.indexOf('`') < 0 && text.chars().allMatch(c -> (c >= ' ' && c != 0x7F) || c == '\t');
        return raw ? "`" + text + "`" : GoQuote.quote(text, '"', spec.plus);
    }

    private String hexadecimal(String text, boolean upper) {
        byte[] bytes = GoStrings.bytes(text);
        int length = spec.precision >= 0 ? Math.min(spec.precision, bytes.length) : bytes.length;
        HexFormat hex = spec.space ? HexFormat.ofDelimiter(" ") : HexFormat.of();
        if (spec.sharp) {
            hex = spec.space ? hex.withPrefix("0x") : hex;
        }
        String digits = hex.formatHex(bytes, 0, length);
        if (spec.sharp && !spec.space && length > 0) {
            digits = "0x" + digits;
        }
        return upper ? digits.toUpperCase(java.util.Locale.ROOT) : digits;
    }

    private String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return spec.precision >= 0 && spec.precision < length
                ? text.substring(0, text.offsetByCodePoints(0, spec.precision))
                : text;
    }

    private void integer(BigInteger integer, Object value, int verb) {
        switch (verb) {
            case 'v', 'd' -> out.append(IntegerFormat.format(integer, 10, verb, spec));
            case 'b' -> out.append(IntegerFormat.format(integer, 2, verb, spec));
            case 'o', 'O' -> out.append(IntegerFormat.format(integer, 8, verb, spec));
            case 'x', 'X' -> out.append(IntegerFormat.format(integer, 16, verb, spec));
            case 'c' -> out.append(spec.pad(character(integer)));
            case 'q' -> out.append(spec.pad(GoQuote.quote(character(integer), '\'', spec.plus)));
            case 'U' -> out.append(spec.padWithBlanks(unicode(integer)));
            default -> bad(value, verb);
        }
    }

    private static String character(BigInteger integer) {
        boolean valid = integer.bitLength() < 32 && Character.isValidCodePoint(integer.intValue());
        return valid ? Character.toString(integer.intValue()) : "\uFFFD";
    }

    private String unicode(BigInteger integer) {
        BigInteger unsigned = integer.signum() < 0 ? integer.add(BigInteger.ONE.shiftLeft(64)) : integer;
        String digits = unsigned.toString(16).toUpperCase(java.util.Locale.ROOT);
        String padded = "0".repeat(Math.max(0, Math.max(4, spec.precision) - digits.length())) + digits;
        return "U+" + padded + (spec.sharp ? " '" + character(integer) + "'" : "");
    }

    private void floating(double value, int verb) {
        switch (verb) {
            case 'v' -> out.append(FloatFormat.format(value, 'g', spec.precision, spec));
            case 'e', 'E', 'f', 'F' ->
                out.append(FloatFormat.format(value, verb, spec.precision < 0 ? 6 : spec.precision, spec));
            case 'b' -> out.append(FloatFormat.binary(value, spec));
            case 'x', 'X' -> out.append(FloatFormat.hexadecimal(value, verb, spec));
            case 'g', 'G' -> out.append(FloatFormat.format(value, verb, spec.precision, spec));
            default -> bad(value, verb);
        }
    }

    private void bytes(GoBytes bytes, int verb) {
        if (verb == 'v' || verb == 'd') {
            list(bytes.asList(), "[]byte", verb);
        } else {
            string(bytes.text(), bytes, verb);
        }
    }

    private void list(Collection<?> list, String type, int verb) {
        deeper();
        out.append(spec.goSyntax ? type + "{" : "[");
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(spec.goSyntax ? ", " : " ");
            }
            first = false;
            element(item, verb);
        }
        out.append(spec.goSyntax ? '}' : ']');
        depth--;
    }

    private void map(Map<?, ?> map, String type, int verb) {
        deeper();
        out.append(spec.goSyntax ? type + "{" : "map[");
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : GoValues.sorted(map).entrySet()) {
            if (!first) {
                out.append(spec.goSyntax ? ", " : " ");
            }
            first = false;
            element(entry.getKey(), verb);
            out.append(':');
            element(entry.getValue(), verb);
        }
        out.append(spec.goSyntax ? '}' : ']');
        depth--;
    }

    private void object(GoObject object, int verb) {
        if (object.text().isPresent()) {
            string(object.text().get(), object, verb);
            return;
        }
        if (object.elements().isPresent()) {
            value(object.elements().get(), verb);
            return;
        }
        deeper();
        out.append(object.type().startsWith("*") ? "&{" : "{");
        boolean first = true;
        for (Object field : object.fields()) {
            if (!first) {
                out.append(' ');
            }
            first = false;
            element(field, verb);
        }
        out.append('}');
        depth--;
    }

    private void element(@Nullable Object item, int verb) {
        Limits.requireText(out.length());
        if (item == null) {
            out.append(spec.goSyntax ? "interface {}(nil)" : "<nil>");
        } else {
            value(item, verb);
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw FunctionException.of("cannot be printed: nested deeper than " + DEEPEST);
        }
    }
}
