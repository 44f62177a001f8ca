package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Defaults, conditions, comparisons and refusals. */
final class LogicFunctions {

    static final List<TemplateFunction> ALL = List.of(
            atLeast("default", 1, LogicFunctions::orDefault),
            exactly("required", 2, LogicFunctions::required),
            exactly("fail", 1, LogicFunctions::fail),
            exactly("empty", 1, a -> GoValues.isEmpty(a.get(0))),
            atLeast("coalesce", 0, LogicFunctions::coalesce),
            atLeast("all", 0, a -> a.all().stream().noneMatch(GoValues::isEmpty)),
            atLeast("any", 0, a -> !a.all().stream().allMatch(GoValues::isEmpty)),
            exactly("ternary", 3, a -> a.bool(2) ? a.get(0) : a.get(1)),
            exactly("not", 1, a -> GoValues.isEmpty(a.get(0))),
            atLeast("and", 1, a -> firstThat(a, true)),
            atLeast("or", 1, a -> firstThat(a, false)),
            atLeast("eq", 2, LogicFunctions::equalsAny),
            exactly("ne", 2, a -> !GoValues.isEqual(a.get(0), a.get(1))),
            comparison("lt", order -> order < 0),
            comparison("le", order -> order <= 0),
            comparison("gt", order -> order > 0),
            comparison("ge", order -> order >= 0));

    private LogicFunctions() {}

    private static @Nullable Object orDefault(Arguments arguments) {
        Object given = arguments.getOr(1, null);
        return GoValues.isEmpty(given) ? arguments.get(0) : given;
    }

    private static Object required(Arguments arguments) {
        Object value = arguments.get(1);
        if (value == null || value.equals("")) {
            throw FunctionException.deliberate(arguments.string(0));
        }
        return value;
    }

    private static Object fail(Arguments arguments) {
        throw FunctionException.deliberate(arguments.string(0));
    }

    private static @Nullable Object coalesce(Arguments arguments) {
        for (Object value : arguments.all()) {
            if (!GoValues.isEmpty(value)) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Object firstThat(Arguments arguments, boolean empty) {
        for (Object value : arguments.all()) {
            if (GoValues.isEmpty(value) == empty) {
                return value;
            }
        }
        return arguments.last();
    }

    private static Object equalsAny(Arguments arguments) {
        return arguments.from(1).stream().anyMatch(other -> GoValues.isEqual(arguments.get(0), other));
    }

    private static TemplateFunction comparison(String name, IntPredicate holds) {
        return exactly(name, 2, a -> holds.test(GoValues.compare(a.get(0), a.get(1))));
    }
}
