package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Moves values between charts where {@code Chart.yaml} says so: {@code import-values} of Helm, {@code export-values} of werf. */
final class ValuesTransfers {

    private ValuesTransfers() {}

    /** The chart and those below it with what they import from their children, deepest first. */
    static Chart importAll(Chart chart) {
        Chart whole = chart.withSubcharts(
                chart.subcharts().stream().map(ValuesTransfers::importAll).toList());
        List<ChartDependency> dependencies = whole.dependencies().orElse(List.of());
        if (dependencies.isEmpty()) {
            return whole;
        }
        Map<String, Object> values = Values.withNulls(whole, Map.of());
        Map<String, Object> imported = new LinkedHashMap<>();
        for (ChartDependency dependency : dependencies) {
            for (ValuesTransfer transfer : dependency.importValues()) {
                ValuePaths.table(values, joined(List.of(dependency.name()), transfer.child()))
                        .ifPresent(table ->
                                Values.complete(imported, ValuePaths.nested(transfer.parent(), Tree.copy(table))));
            }
        }
        return whole.withValues(Values.complete(values, imported));
    }

    /**
     * The chart and those below it with what is exported to them, from the top down. What a parent exports counts more than
     * what its own values say about the child.
     */
    static Chart exportAll(Chart chart) {
        Chart whole = chart;
        Map<String, Map<String, Object>> byChild = new LinkedHashMap<>();
        for (ChartDependency dependency : chart.dependencies().orElse(List.of())) {
            Map<String, Object> values = Values.withNulls(whole, Map.of());
            Map<String, Object> exported = new LinkedHashMap<>();
            for (ValuesTransfer transfer : dependency.exportValues()) {
                exported = Values.complete(moved(values, transfer), exported);
            }
            if (!exported.isEmpty()) {
                String child = dependency.effectiveName();
                Map<String, Object> own = ValuePaths.nested(List.of(child), Tree.copy(exported));
                whole = whole.withValues(Values.complete(own, Tree.copy(whole.values())));
                byChild.put(child, exported);
            }
        }
        return whole.withSubcharts(whole.subcharts().stream()
                .map(child -> exportAll(withExported(child, byChild.getOrDefault(child.name(), Map.of()))))
                .toList());
    }

    private static Chart withExported(Chart child, Map<String, Object> exported) {
        return exported.isEmpty()
                ? child
                : child.withValues(Values.complete(Tree.copy(exported), Tree.copy(child.values())));
    }

    private static Map<String, Object> moved(Map<String, Object> values, ValuesTransfer transfer) {
        return ValuePaths.table(values, transfer.parent())
                .map(table -> ValuePaths.nested(transfer.child(), Tree.copy(table)))
                .orElseGet(() -> movedScalar(ValuePaths.scalar(values, transfer.parent()), transfer.child()));
    }

    private static Map<String, Object> movedScalar(@Nullable Object value, List<String> path) {
        if (value == null || path.isEmpty()) {
            return new LinkedHashMap<>(); // there is nothing, or it cannot be all values of a chart
        }
        int last = path.size() - 1;
        Map<String, Object> holder = new LinkedHashMap<>();
        holder.put(path.get(last), Tree.copy(value));
        return ValuePaths.nested(path.subList(0, last), holder);
    }

    /** What the user gave, with the tables that are exported in the places of the children that have nothing of their own. */
    static Map<String, Object> exportGiven(Chart chart, Map<String, Object> given) {
        return exportGiven(chart, given, List.of());
    }

    private static Map<String, Object> exportGiven(Chart chart, Map<String, Object> given, List<String> path) {
        Map<String, Object> result = given;
        for (ChartDependency dependency : chart.dependencies().orElse(List.of())) {
            List<String> below = joined(path, List.of(dependency.effectiveName()));
            for (ValuesTransfer transfer : dependency.exportValues()) {
                List<String> target = joined(below, transfer.child());
                var table = ValuePaths.table(result, joined(path, transfer.parent()));
                if (table.isPresent() && !ValuePaths.exists(result, target)) {
                    result = Values.complete(ValuePaths.nested(target, Tree.copy(table.get())), Tree.copy(result));
                }
            }
            for (Chart subchart : chart.subcharts()) {
                if (subchart.name().equals(dependency.name())) {
                    result = exportGiven(subchart, result, below);
                }
            }
        }
        return result;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
