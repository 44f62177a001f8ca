package io.werf.core.template.functions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Numbers with fractions; sums and products are computed in decimals, so that 0.1 and 0.2 make 0.3. */
final class FloatFunctions {

    private static final int DIVISION_DIGITS = 16;

    private FloatFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "float64" -> GoValues.toDouble(a.get(0));
            case "add1f" -> decimal(a.get(0)).add(BigDecimal.ONE).doubleValue();
            case "addf" -> fold(BigDecimal.ZERO, a.all(), BigDecimal::add);
            case "subf" -> fold(decimal(a.get(0)), a.from(1), BigDecimal::subtract);
            case "mulf" -> fold(decimal(a.get(0)), a.from(1), BigDecimal::multiply);
            case "divf" -> fold(decimal(a.get(0)), a.from(1), FloatFunctions::divided);
            case "maxf" ->
                a.all().stream()
                        .mapToDouble(GoValues::toDouble)
                        .reduce(Math::max)
                        .orElse(0);
            case "minf" ->
                a.all().stream()
                        .mapToDouble(GoValues::toDouble)
                        .reduce(Math::min)
                        .orElse(0);
            case "ceil" -> Math.ceil(GoValues.toDouble(a.get(0)));
            case "floor" -> Math.floor(GoValues.toDouble(a.get(0)));
            case "round" -> round(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static BigDecimal decimal(@Nullable Object value) {
        double number = GoValues.toDouble(value);
        if (!Double.isFinite(number)) {
            throw FunctionException.of("Cannot create a Decimal from " + number);
        }
        return BigDecimal.valueOf(number);
    }

    private static double fold(BigDecimal start, List<@Nullable Object> rest, BinaryOperator<BigDecimal> operator) {
        BigDecimal result = start;
        for (Object value : rest) {
            result = operator.apply(result, decimal(value));
        }
        return result.doubleValue();
    }

    private static BigDecimal divided(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw FunctionException.of("decimal division by 0");
        }
        return left.divide(right, DIVISION_DIGITS, RoundingMode.HALF_UP);
    }

    private static double round(Arguments arguments) {
        double threshold = arguments.count() > 2 ? GoValues.toDouble(arguments.get(2)) : 0.5;
        double power = Math.pow(10, (double) arguments.whole(1));
        double digit = power * GoValues.toDouble(arguments.get(0));
        double fraction = digit - (digit < 0 ? Math.ceil(digit) : Math.floor(digit));
        return (fraction >= threshold ? Math.ceil(digit) : Math.floor(digit)) / power;
    }
}
