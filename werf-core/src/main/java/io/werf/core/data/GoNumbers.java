package io.werf.core.data;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Floating point numbers in the texts that Go's {@code strconv} gives them, for output that must equal Helm's. Pure.
 */
public final class GoNumbers {

    private static final int MOST_DIGITS = 17;

    private GoNumbers() {}

    /**
     * The shortest digits that read back as the same number.
     *
     * @param exponentFrom decimal exponent from which the {@code e} form is used: 21 in JSON and for {@code %v}, 6 in YAML
     * @param exponentBelow decimal exponent below which the {@code e} form is used: -6 in JSON, -4 elsewhere
     */
    public static String shortest(double value, int exponentFrom, int exponentBelow) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        if (value == (int) value && Math.abs(value) < Math.pow(10, exponentFrom)) {
            return String.valueOf((int) value);
        }
        BigDecimal decimal = shortestDecimal(value).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent >= exponentBelow && exponent < exponentFrom) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + exponentSuffix(exponent);
    }

    /** Go writes at least two digits of an exponent, and its sign. */
    public static String exponentSuffix(int exponent) {
        String digits = String.valueOf(Math.abs(exponent));
        return "e" + (exponent < 0 ? "-" : "+") + (digits.length() < 2 ? "0" : "") + digits;
    }

    // Double.toString of JDK 17 sometimes gives one digit too many.
    private static BigDecimal shortestDecimal(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int precision = 1; precision < MOST_DIGITS; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision));
            if (rounded.doubleValue() == value) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS));
    }
}
