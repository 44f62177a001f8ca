package io.werf.core.template.functions;

import org.jspecify.annotations.Nullable;

/** Defaults, conditions, comparisons and refusals. */
final class LogicFunctions {

    private LogicFunctions() {}

    static @Nullable Object call(Arguments a) {
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
