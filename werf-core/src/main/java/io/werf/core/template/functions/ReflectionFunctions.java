package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.List;
import java.util.Objects;

/** Questions about types. */
final class ReflectionFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("typeOf", 1, a -> GoTypes.name(a.get(0))),
            exactly("typeIs", 2, a -> a.string(0).equals(GoTypes.name(a.get(1)))),
            exactly("typeIsLike", 2, a -> {
                String type = GoTypes.name(a.get(1));
                return a.string(0).equals(type) || ("*" + a.string(0)).equals(type);
            }),
            exactly("kindOf", 1, a -> kind(a.get(0))),
            exactly("kindIs", 2, a -> a.string(0).equals(kind(a.get(1)))),
            exactly("deepEqual", 2, a -> Objects.equals(a.get(0), a.get(1))));

    private ReflectionFunctions() {}

    private static String kind(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "invalid" : GoTypes.kind(value);
    }
}
