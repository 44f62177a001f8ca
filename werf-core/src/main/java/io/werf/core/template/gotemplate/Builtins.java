package io.werf.core.template.gotemplate;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.template.functions.Arguments;
import io.werf.core.template.functions.GoValues;
import io.werf.core.template.functions.TemplateFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of the language itself, whose rules of types are stricter than those of the library. */
final class Builtins {

    static final List<TemplateFunction> ALL = TemplateFunction.family(
            Builtins::call,
            atLeast("eq", 1),
            exactly("ne", 2),
            exactly("lt", 2),
            exactly("le", 2),
            exactly("gt", 2),
            exactly("ge", 2),
            exactly("not", 1));

    private Builtins() {}

    private static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "eq" -> Comparison.isEqualToAny(a.get(0), a.from(1));
            case "ne" -> !Comparison.isEqual(a.get(0), a.get(1));
            case "lt" -> Comparison.isLess(a.get(0), a.get(1));
            case "le" -> isLessOrEqual(a.get(0), a.get(1));
            case "gt" -> !isLessOrEqual(a.get(0), a.get(1));
            case "ge" -> !Comparison.isLess(a.get(0), a.get(1));
            case "not" -> GoValues.isEmpty(a.get(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static boolean isLessOrEqual(@Nullable Object left, @Nullable Object right) {
        return Comparison.isLess(left, right) || Comparison.isEqual(left, right);
    }
}
