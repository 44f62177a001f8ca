package io.werf.core.image;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The variables at one place of a stage: ENV wins over ARG. Knows which values depend on the environment of a base image
 * that nobody has looked at yet.
 */
final class Variables {

    private final Map<String, Value> env = new LinkedHashMap<>();
    private final Map<String, Value> args = new HashMap<>();
    private boolean baseKnown = true;
    private Consumer<String> unknownUsed = name -> {};

    /** @param certain whether it is independent of an unknown base image */
    private record Value(Optional<String> text, boolean certain) {}

    Variables copy() {
        Variables copy = new Variables();
        copy.env.putAll(env);
        copy.args.putAll(args);
        copy.baseKnown = baseKnown;
        return copy;
    }

    /** Names that are not declared may come from a base image that is not known. */
    void baseUnknown() {
        baseKnown = false;
    }

    /** Tells whoever it is about each variable whose value depends on an unknown base image. */
    void onUnknown(Consumer<String> listener) {
        unknownUsed = listener;
    }

    void env(String name, String value, boolean certain) {
        env.put(name, new Value(Optional.of(value), certain));
    }

    void arg(String name, Optional<String> value, boolean certain) {
        args.put(name, new Value(value, certain));
    }

    Optional<String> value(String name) {
        Value value = env.get(name);
        if (value == null) {
            value = args.get(name);
        }
        if (value == null) {
            value = new Value(Optional.empty(), baseKnown);
        }
        if (!value.certain()) {
            unknownUsed.accept(name);
        }
        return value.text();
    }
}
