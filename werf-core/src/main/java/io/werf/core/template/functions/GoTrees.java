package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.math.BigInteger;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees between Go's world of types and the plain one. */
public final class GoTrees {

    private static final int DEEPEST = 500;

    /** How much a copy may hold: its characters, and some for each node. */
    private static final int LARGEST = 32 << 20;

    private static final int WEIGHT_OF_NODE = 8;

    private final boolean floats;
    private final boolean text;
    private final boolean times;
    private int weight;

    /**
     * @param floats whether all numbers become floating point
     * @param text whether bytes that are no text are left out
     * @param times whether times stay times, or become texts
     */
    private GoTrees(boolean floats, boolean text, boolean times) {
        this.floats = floats;
        this.text = text;
        this.times = times;
    }

    /** A copy in which every number is floating point: what Helm makes of YAML and JSON. */
    public static @Nullable Object floats(@Nullable Object tree) {
        return new GoTrees(true, false, false).copy(tree, 0);
    }

    /** A copy without objects of Go: what can be written as YAML or JSON. */
    static @Nullable Object plain(@Nullable Object tree) {
        return new GoTrees(false, false, false).copy(tree, 0);
    }

    /** The same with times, for a format that has them. */
    static @Nullable Object plainWithTimes(@Nullable Object tree) {
        return new GoTrees(false, false, true).copy(tree, 0);
    }

    /** {@link #plain}, without bytes that are no text. */
    static @Nullable Object plainText(@Nullable Object tree) {
        return new GoTrees(false, true, false).copy(tree, 0);
    }

    private @Nullable Object copy(@Nullable Object node, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "nested deeper than " + DEEPEST);
        }
        weight += WEIGHT_OF_NODE + depth + (node instanceof String string ? string.length() : 0);
        if (weight > LARGEST) {
            throw FunctionException.tooLarge("a value of more than " + (LARGEST >> 20) + " MiB");
        }
        if (node instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                copy.put(String.valueOf(entry.getKey()), copy(entry.getValue(), depth + 1));
            }
            return copy;
        }
        if (node instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object item : list) {
                copy.add(copy(item, depth + 1));
            }
            return copy;
        }
        if (floats && (node instanceof Long || node instanceof Integer || node instanceof BigInteger)) {
            return ((Number) node).doubleValue();
        }
        return scalar(node, depth);
    }

    private static @Nullable Object inOrder(@Nullable Object copy) {
        return copy instanceof Map ? new StructMap(Tree.map(copy)) : copy;
    }

    private @Nullable Object scalar(@Nullable Object node, int depth) {
        if (text && node instanceof String string) {
            return GoStrings.withoutRawBytes(string);
        }
        if (node instanceof GoBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.bytes());
        }
        if (node instanceof ZonedDateTime time && !times) {
            return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        if (node instanceof Duration duration) {
            return duration.toNanos();
        }
        if (node instanceof GoObject object && object.document().isPresent()) {
            return inOrder(copy(object.document().get(), depth + 1));
        }
        if (node instanceof GoObject object) {
            return object.text().isPresent()
                    ? object.text().get()
                    : object.elements()
                            .map(elements -> copy(elements, depth + 1))
                            .orElseGet(() -> inOrder(copy(object.fieldsByName(), depth + 1)));
        }
        return node;
    }
}
