package io.werf.core.template.functions;

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

    private GoTrees() {}

    /** A copy in which every number is floating point: what Helm makes of YAML and JSON. */
    public static @Nullable Object floats(@Nullable Object tree) {
        return copy(tree, true, 0);
    }

    /** A copy without objects of Go: what can be written as YAML or JSON. */
    static @Nullable Object plain(@Nullable Object tree) {
        return copy(tree, false, 0);
    }

    private static @Nullable Object copy(@Nullable Object node, boolean floats, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "nested deeper than " + DEEPEST);
        }
        if (node instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), copy(value, floats, depth + 1)));
            return copy;
        }
        if (node instanceof Collection<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copy(item, floats, depth + 1)));
            return copy;
        }
        if (floats && (node instanceof Long || node instanceof Integer || node instanceof BigInteger)) {
            return ((Number) node).doubleValue();
        }
        return scalar(node, floats, depth);
    }

    private static @Nullable Object scalar(@Nullable Object node, boolean floats, int depth) {
        if (node instanceof GoBytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.bytes());
        }
        if (node instanceof ZonedDateTime time) {
            return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        if (node instanceof Duration duration) {
            return duration.toNanos();
        }
        if (node instanceof GoObject object) {
            return object.text().isPresent()
                    ? object.text().get()
                    : copy(object.elements().orElse(object.fieldsByName()), floats, depth + 1);
        }
        return node;
    }
}
