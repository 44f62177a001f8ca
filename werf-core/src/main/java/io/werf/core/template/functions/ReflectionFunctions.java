package io.werf.core.template.functions;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions about types. */
final class ReflectionFunctions {

    private ReflectionFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "typeOf" -> GoTypes.name(a.get(0));
            case "typeIs" -> a.string(0).equals(GoTypes.name(a.get(1)));
            case "typeIsLike" -> {
                String type = GoTypes.name(a.get(1));
                yield a.string(0).equals(type) || ("*" + a.string(0)).equals(type);
            }
            case "kindOf" -> kind(a.get(0));
            case "kindIs" -> a.string(0).equals(kind(a.get(1)));
            case "deepEqual" -> {
                Limits.requireTree(a.all());
                yield Objects.equals(a.get(0), a.get(1));
            }
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String kind(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "invalid" : GoTypes.kind(value);
    }
}
