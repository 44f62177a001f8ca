package io.werf.core.template.functions;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Whole numbers of 64 bits; sums and products wrap around silently, as Go's do. */
final class NumberFunctions {

    private NumberFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "int" -> GoValues.whole(a.integer(0));
            case "int64" -> a.integer(0);
            case "atoi" -> GoValues.whole(clamped(a.string(0)));
            case "toDecimal" -> decimal(GoValues.text(a.get(0)), 8);
            case "max" -> integers(a).max().orElse(0);
            case "biggest" -> integers(a).max().orElse(0);
            case "min" -> integers(a).min().orElse(0);
            case "add" -> a.all().stream().mapToLong(GoValues::toInteger).sum();
            case "add1" -> a.integer(0) + 1;
            case "sub" -> a.integer(0) - a.integer(1);
            case "mul" -> a.all().stream().mapToLong(GoValues::toInteger).reduce(1, (left, right) -> left * right);
            case "div" -> a.integer(0) / divisor(a);
            case "mod" -> a.integer(0) % divisor(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static LongStream integers(Arguments arguments) {
        return arguments.all().stream().mapToLong(GoValues::toInteger);
    }

    private static long decimal(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /** Digits beyond 64 bits give the nearest number that there is. */
    private static long clamped(String text) {
        if (!text.matches("[-+]?[0-9]+")) {
            return 0;
        }
        return new java.math.BigInteger(text)
                .max(java.math.BigInteger.valueOf(Long.MIN_VALUE))
                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                .longValue();
    }

    private static long divisor(Arguments arguments) {
        long divisor = arguments.integer(1);
        if (divisor == 0) {
            throw FunctionException.ofArgument(1, "runtime error: integer divide by zero");
        }
        return divisor;
    }
}
