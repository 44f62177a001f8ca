package io.werf.core.template.functions;

import io.werf.core.data.GoNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating point numbers as {@code printf} and {@code strconv} write them. */
final class FloatFormat {

    /** The decimal exponent from which {@code %v} and {@code %g} use the {@code e} form when digits are not limited. */
    private static final int SHORTEST_EXPONENT = 6;

    /** No number has more digits behind its point. */
    private static final int MOST_DIGITS = 1100;

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
        if (spec.sharp) {
            unsigned = withAllDigits(unsigned, Character.toLowerCase(verb) == 'g' ? precision < 0 ? 6 : precision : 0);
        }
        if (spec.zero && !spec.minus && spec.width > sign.length() + unsigned.length()) {
            return sign + "0".repeat(spec.width - sign.length() - unsigned.length()) + unsigned;
        }
        return spec.padWithBlanks(sign + unsigned);
    }

    /** {@code #}: a point in any case, and zeros behind the number up to so many significant digits. */
    private static String withAllDigits(String number, int significant) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        String mantissa = exponent < 0 ? number : number.substring(0, exponent);
        int given = mantissa.equals("0")
                ? 1
                : mantissa.replace(".", "").replaceFirst("^0+", "").length();
        return mantissa
                + (mantissa.contains(".") ? "" : ".")
                + "0".repeat(Math.max(0, significant - given))
                + number.substring(mantissa.length());
    }

    /** {@code %b}: the mantissa and the power of two. */
    static String binary(double value, FormatSpec spec) {
        if (!Double.isFinite(value)) {
            return format(value, 'g', -1, spec);
        }
        long bits = Double.doubleToLongBits(value);
        int exponent = (int) (bits >> 52) & 0x7FF;
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        long whole = exponent == 0 ? mantissa : mantissa | 1L << 52;
        int power = Math.max(exponent, 1) - 1075;
        return spec.padWithBlanks((bits < 0 ? "-" : "") + whole + "p" + (power < 0 ? "" : "+") + power);
    }

    /** {@code %x}: {@code 0x1.8p+01}. */
    static String hexadecimal(double value, int verb, FormatSpec spec) {
        if (!Double.isFinite(value)) {
            return format(value, 'g', -1, spec);
        }
        int power = value == 0 ? 0 : Math.getExponent(value);
        if (value != 0 && power < Double.MIN_EXPONENT) {
            power = Math.getExponent(value * 0x1p53) - 53;
        }
        BigDecimal mantissa = new BigDecimal(Math.abs(value))
                .multiply(power < 0 ? new BigDecimal(BigInteger.ONE.shiftLeft(-power)) : BigDecimal.ONE)
                .divide(power > 0 ? new BigDecimal(BigInteger.ONE.shiftLeft(power)) : BigDecimal.ONE);
        int digits = spec.precision < 0 ? 13 : Math.min(spec.precision, 13);
        BigInteger scaled = mantissa.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(4 * digits)))
                .setScale(0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (scaled.compareTo(BigInteger.TWO.shiftLeft(4 * digits)) >= 0) {
            scaled = scaled.shiftRight(1);
            power++;
        }
        String fraction = scaled.toString(16).substring(1);
        fraction = "0".repeat(Math.max(0, digits - fraction.length())) + fraction;
        fraction = spec.precision < 0 ? fraction.replaceFirst("0+$", "") : fraction;
        String sign = 1 / value < 0 || value < 0 ? "-" : spec.plus ? "+" : spec.space ? " " : "";
        String text = sign + "0x" + scaled.toString(16).charAt(0) + (fraction.isEmpty() ? "" : "." + fraction) + "p"
                + (power < 0 ? "-" : "+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
        return spec.padWithBlanks(verb == 'X' ? text.toUpperCase(Locale.ROOT) : text);
    }

    private static String digits(double value, int verb, int precision) {
        if (!Double.isFinite(value)) {
            return GoNumbers.shortest(value, SHORTEST_EXPONENT, -4);
        }
        int exact = Math.min(precision, MOST_DIGITS);
        if (verb == 'f') {
            String number = new BigDecimal(value)
                    .setScale(exact, RoundingMode.HALF_EVEN)
                    .toPlainString();
            return signedZero(value, number + "0".repeat(precision - exact));
        }
        if (verb == 'e') {
            String number = scientific(new BigDecimal(value), exact);
            int exponent = number.indexOf('e');
            return signedZero(
                    value, number.substring(0, exponent) + "0".repeat(precision - exact) + number.substring(exponent));
        }
        if (precision < 0) {
            return GoNumbers.shortest(value, SHORTEST_EXPONENT, -4);
        }
        int significant = Math.max(1, exact);
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
