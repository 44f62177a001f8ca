package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code import-values} or {@code export-values}: a place in the child's values and one in the parent's. The
 * empty path is all values.
 */
record ValuesTransfer(List<String> child, List<String> parent) {

    private static final String EXPORTS = "exports";

    /** {@code {child, parent}}, or {@code name} for the child's {@code exports.name}, which goes to the parent's top. */
    static ValuesTransfer imported(@Nullable Object entry) {
        if (entry instanceof String name) {
            return new ValuesTransfer(ValuePaths.steps(EXPORTS + "." + name), List.of());
        }
        return both(entry);
    }

    /** {@code {parent, child}}, or {@code name} for the parent's {@code exports.name}, which goes to the child's top. */
    static ValuesTransfer exported(@Nullable Object entry) {
        if (entry instanceof String name) {
            String exports = name.isBlank() || name.strip().equals(".") ? EXPORTS : EXPORTS + "." + name.strip();
            return new ValuesTransfer(List.of(), ValuePaths.steps(exports));
        }
        return both(entry);
    }

    private static ValuesTransfer both(@Nullable Object entry) {
        return new ValuesTransfer(path(entry, "child"), path(entry, "parent"));
    }

    private static List<String> path(@Nullable Object entry, String key) {
        String path = Tree.string(entry, key).orElse("").strip();
        return path.isEmpty() || path.equals(".") ? List.of() : ValuePaths.steps(path);
    }

    Map<String, Object> record() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("child", child.isEmpty() ? "." : String.join(".", child));
        json.put("parent", parent.isEmpty() ? "." : String.join(".", parent));
        return json;
    }
}
