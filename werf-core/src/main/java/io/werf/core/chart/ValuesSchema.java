package io.werf.core.chart;

import io.werf.core.chart.ValuesSchemaException.Violation;
import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Checks the values of charts against the {@code values.schema.json} that a chart may have. */
final class ValuesSchema {

    private ValuesSchema() {}

    /**
     * Checks the values of a chart and of all its subcharts. Schemas that allow nothing but what they name do not know what werf
     * adds: the values will also do without that.
     *
     * @param withoutService the same chart without werf's own values
     * @throws ValuesSchemaException with all violations of all charts
     * @throws ChartException if a schema is not one
     */
    static void check(PreparedChart prepared, Supplier<PreparedChart> withoutService) {
        if (violations(prepared).isEmpty()) {
            return;
        }
        List<Violation> violations = violations(withoutService.get());
        if (!violations.isEmpty()) {
            throw new ValuesSchemaException(violations);
        }
    }

    private static List<Violation> violations(PreparedChart prepared) {
        List<Violation> violations = new ArrayList<>();
        collect(prepared.chart(), prepared.values(), "", violations);
        return violations;
    }

    private static void collect(Chart chart, Map<String, Object> values, String path, List<Violation> violations) {
        // The validator's classes are loaded only when there is a schema.
        chart.schema().ifPresent(file -> violations.addAll(new SchemaRules(file).violations(values, path)));
        for (Chart subchart : chart.subcharts()) {
            Map<String, Object> below = Tree.map(values, subchart.name());
            collect(subchart, below, path.isEmpty() ? subchart.name() : path + "." + subchart.name(), violations);
        }
    }
}
