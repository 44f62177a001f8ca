package io.werf.core.template.functions;

import java.math.BigInteger;
import java.util.Locale;

/** Integers in the bases of {@code printf}. */
final class IntegerFormat {

    private IntegerFormat() {}

    static String format(BigInteger value, int radix, int verb, FormatSpec spec) {
        boolean negative = value.signum() < 0;
        int digitsWanted = spec.precision;
        if (spec.precision == 0 && value.signum() == 0) {
            return " ".repeat(Math.max(0, spec.width));
        }
        if (spec.precision < 0 && spec.zero && !spec.minus && spec.width >= 0) {
            digitsWanted = spec.width - (negative || spec.plus || spec.space ? 1 : 0);
        }
        String digits = value.abs().toString(radix);
        digits = "0".repeat(Math.max(0, digitsWanted - digits.length())) + digits;
        String number = sign(negative, spec) + prefix(radix, verb, digits, spec) + digits;
        return spec.padWithBlanks(verb == 'X' ? number.toUpperCase(Locale.ROOT) : number);
    }

    private static String sign(boolean negative, FormatSpec spec) {
        return negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
    }

    private static String prefix(int radix, int verb, String digits, FormatSpec spec) {
        if (verb == 'O') {
            return "0o";
        }
        if (!spec.sharp) {
            return "";
        }
        return switch (radix) {
            case 2 -> "0b";
            case 8 -> digits.startsWith("0") ? "" : "0";
            case 16 -> "0x";
            default -> "";
        };
    }
}
