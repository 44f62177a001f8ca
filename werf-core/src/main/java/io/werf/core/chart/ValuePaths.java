package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Paths of values in dot notation, by Helm's rules: a dot cannot be escaped. */
final class ValuePaths {

    private ValuePaths() {}

    static List<String> steps(String path) {
        return List.of(path.split("\\.", -1));
    }

    /** The map at the path, not a copy. */
    static Optional<Map<String, Object>> table(Map<String, Object> values, List<String> path) {
        Object found = Tree.get(values, path.toArray(String[]::new));
        return found instanceof Map ? Optional.of(Tree.map(found)) : Optional.empty();
    }

    /** What stands at the path, if it is neither a map nor null. */
    static @Nullable Object scalar(Map<String, Object> values, List<String> path) {
        Object found = Tree.get(values, path.toArray(String[]::new));
        return found instanceof Map ? null : found;
    }

    /** Whether the path leads to anything, be it null. */
    static boolean exists(Map<String, Object> values, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        int last = path.size() - 1;
        return table(values, path.subList(0, last))
                .map(map -> map.containsKey(path.get(last)))
                .orElse(false);
    }

    /** A tree that has {@code content} at the path and nothing else. */
    static Map<String, Object> nested(List<String> path, Map<String, Object> content) {
        Map<String, Object> tree = content;
        for (int i = path.size() - 1; i >= 0; i--) {
            Map<String, Object> outer = new LinkedHashMap<>();
            outer.put(path.get(i), tree);
            tree = outer;
        }
        return tree;
    }
}
