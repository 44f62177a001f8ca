package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defaults, conditions, comparisons and refusals. */
final class LogicFunctions {

    static final List<TemplateFunction> ALL = TemplateFunction.family(
            LogicFunctions::call,
            atLeast("default", 1),
            exactly("required", 2),
            exactly("fail", 1),
            exactly("empty", 1),
            atLeast("coalesce", 0),
            atLeast("all", 0),
            atLeast("any", 0),
            exactly("ternary", 3),
            exactly("not", 1),
            atLeast("and", 1),
            atLeast("or", 1),
            atLeast("eq", 2),
            exactly("ne", 2),
            exactly("lt", 2),
            exactly("le", 2),
            exactly("gt", 2),
            exactly("ge", 2));

    private LogicFunctions() {}

    private static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "default" -> orDefault(a);
            case "required" -> required(a);
            case "fail" -> fail(a);
            case "empty" -> GoValues.isEmpty(a.get(0));
            case "coalesce" -> coalesce(a);
            case "all" -> a.all().stream().noneMatch(GoValues::isEmpty);
            case "any" -> !a.all().stream().allMatch(GoValues::isEmpty);
            case "ternary" -> a.bool(2) ? a.get(0) : a.get(1);
            case "not" -> GoValues.isEmpty(a.get(0));
            case "and" -> firstThat(a, true);
            case "or" -> firstThat(a, false);
            case "eq" -> equalsAny(a);
            case "ne" -> !GoValues.isEqual(a.get(0), a.get(1));
            case "lt" -> GoValues.compare(a.get(0), a.get(1)) < 0;
            case "le" -> GoValues.compare(a.get(0), a.get(1)) <= 0;
            case "gt" -> GoValues.compare(a.get(0), a.get(1)) > 0;
            case "ge" -> GoValues.compare(a.get(0), a.get(1)) >= 0;
            default -> throw new IllegalStateException(a.name());
        };
    }

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
}
