package io.werf.core.data;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plain (unquoted) scalar means. The table is the one of the YAML reader inside kubectl and Helm (go-yaml v2, YAML
 * 1.1 with exceptions), so that our manifests mean what theirs do: {@code yes} is true, {@code 0755} is 493.
 */
final class YamlScalars {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");

    private YamlScalars() {}

    static @Nullable Object plain(String text) {
        if (NULL.contains(text)) {
            return null;
        }
        if (TRUE.contains(text)) {
            return Boolean.TRUE;
        }
        if (FALSE.contains(text)) {
            return Boolean.FALSE;
        }
        char first = text.charAt(0);
        if (first != '+' && first != '-' && first != '.' && (first < '0' || first > '9')) {
            return text;
        }
        Object special = specialFloat(text);
        if (special != null) {
            return special;
        }
        Object integer = integer(text.replace("_", ""));
        if (integer != null) {
            return integer;
        }
        String digits = text.replace("_", "");
        if (DECIMAL.matcher(digits).matches()) {
            return whole(new BigInteger(digits)); // "08": no octal number, so go-yaml falls back to a decimal one
        }
        return FLOAT.matcher(digits).matches() ? floating(digits, text) : text;
    }

    /** What is too large is text: think of a commit like {@code 12e4567}. */
    private static Object floating(String digits, String text) {
        double number = Double.parseDouble(digits);
        return Double.isInfinite(number) ? text : (Object) number;
    }

    private static @Nullable Double specialFloat(String text) {
        return switch (text) {
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            default -> null;
        };
    }

    private static @Nullable Object integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.startsWith("0x") || digits.startsWith("0X")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b") || digits.startsWith("0B")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0o") || digits.startsWith("0O")) {
            radix = 8;
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            radix = 8;
            digits = digits.substring(1);
        }
        if (digits.isEmpty() || digits.startsWith("+") || digits.startsWith("-")) {
            return null;
        }
        try {
            BigInteger value = new BigInteger((negative ? "-" : "") + digits, radix);
            boolean fits = radix == 10 || value.bitLength() < 64 || (value.signum() > 0 && value.bitLength() == 64);
            return fits ? whole(value) : null; // only decimal numbers may be longer
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static Object whole(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }
}
