package io.werf.core.template.functions;

import io.werf.core.data.GoNumbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating point numbers as {@code printf} and {@code strconv} write them. */
final class FloatFormat {

    /** The decimal exponent from which {@code %v} and {@code %g} use the {@code e} form when digits are not limited. */
    private static final int SHORTEST_EXPONENT = 6;

    private FloatFormat() {}

    static String format(double value, int verb, int precision, FormatSpec spec) {
        String number = digits(value, Character.toLowerCase(verb), precision);
        boolean negative = number.startsWith("-");
        String sign = negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
        String unsigned = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        if (verb == 'E' || verb == 'G') {
            unsigned = unsigned.toUpperCase(Locale.ROOT);
        }
        if (!Double.isFinite(value)) {
            return spec.padWithBlanks((number.equals("+Inf") && sign.isEmpty() ? "+" : sign) + unsigned);
        }
        if (spec.zero && !spec.minus && spec.width > sign.length() + unsigned.length()) {
            return sign + "0".repeat(spec.width - sign.length() - unsigned.length()) + unsigned;
        }
        return spec.padWithBlanks(sign + unsigned);
    }

    private static String digits(double value, int verb, int precision) {
        if (!Double.isFinite(value)) {
            return GoNumbers.shortest(value, SHORTEST_EXPONENT, -4);
        }
        if (verb == 'f') {
            return signedZero(
                    value,
                    new BigDecimal(value)
                            .setScale(precision, RoundingMode.HALF_EVEN)
                            .toPlainString());
        }
        if (verb == 'e') {
            return signedZero(value, scientific(new BigDecimal(value), precision));
        }
        if (precision < 0) {
            return GoNumbers.shortest(value, SHORTEST_EXPONENT, -4);
        }
        int significant = Math.max(1, precision);
        double rounded = new BigDecimal(value)
                .round(new MathContext(significant, RoundingMode.HALF_EVEN))
                .doubleValue();
        return GoNumbers.shortest(rounded, significant, -4);
    }

    private static String signedZero(double value, String number) {
        return (value < 0 || 1 / value < 0) && !number.startsWith("-") ? "-" + number : number;
    }

    private static String scientific(BigDecimal value, int precision) {
        BigDecimal rounded = value.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent)
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toPlainString()
                + GoNumbers.exponentSuffix(exponent);
    }
}
