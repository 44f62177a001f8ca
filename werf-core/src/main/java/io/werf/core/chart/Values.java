package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Helm's rules of putting values together. Nothing here changes its arguments. */
final class Values {

    private Values() {}

    /** {@code above} over {@code below}: maps merge, everything else replaces, also null. */
    @SuppressWarnings("NullAway") // trees hold nulls
    static Map<String, Object> merge(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.put(
                key,
                value instanceof Map && merged.get(key) instanceof Map
                        ? merge(Tree.map(merged, key), Tree.map(value))
                        : value));
        return merged;
    }

    /** {@code given} over the chart's {@code defaults}: as {@link #merge}, but a null given removes the default. */
    static Map<String, Object> over(Map<String, Object> defaults, Map<String, Object> given) {
        Map<String, Object> result = Tree.copy(given);
        fill(result, defaults);
        return result;
    }

    @SuppressWarnings("NullAway") // trees hold nulls
    private static void fill(Map<String, Object> target, Map<String, Object> defaults) {
        for (String key : new ArrayList<>(defaults.keySet())) {
            Object value = defaults.get(key);
            if (!target.containsKey(key)) {
                target.put(key, Tree.copy(value));
            } else if (target.get(key) == null) {
                target.remove(key);
            } else if (value instanceof Map && target.get(key) instanceof Map) {
                fill(Tree.map(target, key), Tree.map(value));
            }
        }
    }
}
