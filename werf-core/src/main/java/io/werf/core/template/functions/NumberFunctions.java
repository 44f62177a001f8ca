package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;

/** Whole numbers of 64 bits; sums and products wrap around silently, as Go's do. */
final class NumberFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("int", 1, a -> a.integer(0)),
            exactly("int64", 1, a -> a.integer(0)),
            exactly("float64", 1, a -> GoValues.toDouble(a.get(0))),
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

    private static long divisor(Arguments arguments) {
        long divisor = arguments.integer(1);
        if (divisor == 0) {
            throw FunctionException.ofArgument(1, "division by zero");
        }
        return divisor;
    }
}
