package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call, with the conversions that functions need and errors that name function and argument. */
public final class Arguments {

    private final String function;
    private final List<? extends @Nullable Object> values;

    Arguments(String function, List<? extends @Nullable Object> values) {
        this.function = function;
        this.values = values;
    }

    /** The name that the function was called by. */
    public String name() {
        return function;
    }

    /** How many there are. */
    public int count() {
        return values.size();
    }

    /** The argument as it is. */
    public @Nullable Object get(int index) {
        return values.get(index);
    }

    /** The last argument: what a pipeline passes on. */
    public @Nullable Object last() {
        return values.get(values.size() - 1);
    }

    /** All of them. */
    public List<@Nullable Object> all() {
        return from(0);
    }

    /** Those from {@code index} on. */
    public List<@Nullable Object> from(int index) {
        return new ArrayList<>(values.subList(Math.min(index, values.size()), values.size()));
    }

    /** A string, and nothing else. */
    public String string(int index) {
        if (values.get(index) instanceof String text) {
            return text;
        }
        throw wrongType(index, "a string", "string");
    }

    /** Any value as an integer, by the lenient rules of {@code int}. */
    public long integer(int index) {
        return GoValues.toInteger(values.get(index));
    }

    /**
     * Go's {@code int} of 64 bits, to which no other number will do, because Go converts none; but a whole literal will.
     * One beyond 32 bits is a long here, which cannot be told from an {@code int64}.
     */
    public long whole(int index) {
        Object value = values.get(index);
        if (value instanceof Integer number) {
            return number;
        }
        if (value instanceof Long number && number != number.intValue()) {
            return number;
        }
        throw wrongType(index, "an integer", "int");
    }

    /** {@link #whole} as a length: whatever is longer than Java's longest text or list is as good as that. */
    public int length(int index) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, whole(index)));
    }

    /** The argument, or {@code otherwise} when there are not so many. */
    public @Nullable Object getOr(int index, @Nullable Object otherwise) {
        return index < values.size() ? values.get(index) : otherwise;
    }

    /** A map, not a copy. */
    public Map<String, Object> map(int index) {
        if (values.get(index) instanceof Map<?, ?>) {
            return Tree.map(values.get(index));
        }
        throw wrongType(index, "a map", "map[string]interface {}");
    }

    /** Whether the argument is {@code true}; only a boolean will do. */
    public boolean bool(int index) {
        if (values.get(index) instanceof Boolean value) {
            return value;
        }
        throw wrongType(index, "a boolean", "bool");
    }

    private FunctionException wrongType(int index, String wanted, String type) {
        return FunctionException.ofType(
                index,
                type,
                "wrong type of argument " + (index + 1) + " of " + function + ": want " + wanted + ", got "
                        + GoValues.kind(values.get(index)));
    }
}
