package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helm's rules of putting values together. In the end a null that stands above a default removes it; while dependencies
 * are being resolved, nulls have to be kept, for they are not through with their work.
 */
@SuppressWarnings("NullAway") // trees hold nulls
final class Values {

    private static final String GLOBAL = "global";

    private final boolean keepsNulls;

    private Values(boolean keepsNulls) {
        this.keepsNulls = keepsNulls;
    }

    /** {@code above} over {@code below}: maps merge, everything else replaces, also null. Changes neither. */
    static Map<String, Object> merge(Map<String, Object> below, Map<String, Object> above) {
        Map<String, Object> merged = new LinkedHashMap<>(below);
        above.forEach((key, value) -> merged.put(
                key,
                value instanceof Map && merged.get(key) instanceof Map
                        ? merge(Tree.map(merged, key), Tree.map(value))
                        : value));
        return merged;
    }

    /**
     * The values of a chart and, below their names, those of its subcharts: {@code given} over what the charts say, a parent
     * over its children, {@code global} handed down. Changes neither argument.
     *
     * @throws ValuesException if something other than a map is given for a subchart
     */
    static Map<String, Object> of(Chart chart, Map<String, Object> given) {
        Map<String, Object> values = Tree.copy(given);
        new Values(false).fill(chart, values);
        return values;
    }

    /** As {@link #of}, but nulls stay. */
    static Map<String, Object> withNulls(Chart chart, Map<String, Object> given) {
        Map<String, Object> values = Tree.copy(given);
        new Values(true).fill(chart, values);
        return values;
    }

    /** Adds to {@code target} what it has not; nulls stay. {@code defaults} belongs to the result afterwards. */
    static Map<String, Object> complete(Map<String, Object> target, Map<String, Object> defaults) {
        fillTable(target, defaults, true);
        return target;
    }

    private void fill(Chart chart, Map<String, Object> values) {
        fillFromChart(chart, values);
        for (Chart subchart : chart.subcharts()) {
            String name = subchart.name();
            Object given = values.computeIfAbsent(name, absent -> absent(values, name));
            if (!(given instanceof Map)) {
                throw new ValuesException(name, given);
            }
            Map<String, Object> below = Tree.map(given);
            handDownGlobals(below, values);
            fill(subchart, below);
        }
    }

    /** {@code computeIfAbsent} takes a null for absent, which it is not. */
    private static @Nullable Object absent(Map<String, Object> values, String name) {
        return values.containsKey(name) ? null : new LinkedHashMap<>();
    }

    private void fillFromChart(Chart chart, Map<String, Object> values) {
        Tree.copy(chart.values()).forEach((key, value) -> {
            Object given = values.get(key);
            if (!values.containsKey(key)) {
                values.put(key, value);
            } else if (given == null) {
                if (!keepsNulls) {
                    values.remove(key);
                }
            } else if (given instanceof Map && value instanceof Map) {
                boolean ofSubchart = chart.subcharts().stream()
                        .anyMatch(subchart -> subchart.name().equals(key));
                fillTable(Tree.map(given), Tree.map(value), keepsNulls || ofSubchart);
            }
        });
    }

    private static void fillTable(Map<String, Object> target, Map<String, Object> defaults, boolean keepNulls) {
        for (String key : List.copyOf(defaults.keySet())) {
            Object value = defaults.get(key);
            Object given = target.get(key);
            if (!target.containsKey(key)) {
                target.put(key, value);
            } else if (given == null && value != null && !keepNulls) {
                target.remove(key);
            } else if (given instanceof Map && value instanceof Map) {
                fillTable(Tree.map(given), Tree.map(value), keepNulls);
            }
        }
    }

    /**
     * The parent's {@code global} over the child's. As in Helm the copy is shallow, so that deep in {@code global} a parent
     * sees what is given for its child.
     */
    private static void handDownGlobals(Map<String, Object> child, Map<String, Object> parent) {
        boolean tables = isTableOrAbsent(child) && isTableOrAbsent(parent);
        if (!tables) {
            return;
        }
        Map<String, Object> target = child.containsKey(GLOBAL) ? Tree.map(child, GLOBAL) : new LinkedHashMap<>();
        for (String key : new ArrayList<>(Tree.map(parent, GLOBAL).keySet())) {
            Object value = Tree.get(parent, GLOBAL, key);
            Object given = target.get(key);
            if (value instanceof Map) {
                Map<String, Object> copy = new LinkedHashMap<>(Tree.map(value));
                if (!target.containsKey(key)) {
                    target.put(key, copy);
                } else if (given instanceof Map) {
                    fillTable(copy, Tree.map(given), true);
                    target.put(key, copy);
                }
            } else if (!(given instanceof Map)) {
                target.put(key, value);
            }
        }
        child.put(GLOBAL, target);
    }

    private static boolean isTableOrAbsent(Map<String, Object> values) {
        return !values.containsKey(GLOBAL) || values.get(GLOBAL) instanceof Map;
    }
}
