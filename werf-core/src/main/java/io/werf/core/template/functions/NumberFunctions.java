package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;
import java.util.stream.LongStream;

/** Whole numbers of 64 bits; sums and products wrap around silently, as Go's do. */
final class NumberFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("int", 1, a -> whole(a.integer(0))),
            exactly("int64", 1, a -> a.integer(0)),
            exactly("atoi", 1, a -> whole(decimal(a.string(0), 10))),
            exactly("toDecimal", 1, a -> decimal(GoValues.text(a.get(0)), 8)),
            atLeast("max", 1, a -> integers(a).max().orElse(0)),
            atLeast("biggest", 1, a -> integers(a).max().orElse(0)),
            atLeast("min", 1, a -> integers(a).min().orElse(0)),
            atLeast(
                    "add",
                    0,
                    a -> a.all().stream().mapToLong(GoValues::toInteger).sum()),
            exactly("add1", 1, a -> a.integer(0) + 1),
            exactly("sub", 2, a -> a.integer(0) - a.integer(1)),
            atLeast(
                    "mul",
                    1,
                    a -> a.all().stream().mapToLong(GoValues::toInteger).reduce(1, (left, right) -> left * right)),
            exactly("div", 2, a -> a.integer(0) / divisor(a)),
            exactly("mod", 2, a -> a.integer(0) % divisor(a)));

    private NumberFunctions() {}

    private static LongStream integers(Arguments arguments) {
        return arguments.all().stream().mapToLong(GoValues::toInteger);
    }

    /** Go's {@code int}; one beyond 32 bits stays a long, which differs by the name of its type only. */
    private static Number whole(long value) {
        if (value == (int) value) {
            return (int) value;
        }
        return value;
    }

    private static long decimal(String text, int radix) {
        try {
            return Long.parseLong(text, radix);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static long divisor(Arguments arguments) {
        long divisor = arguments.integer(1);
        if (divisor == 0) {
            throw FunctionException.ofArgument(1, "runtime error: integer divide by zero");
        }
        return divisor;
    }
}
