package io.werf.core.chart;

import io.werf.core.chart.ValuesSchemaException.Violation;
import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Checks the values of charts against the {@code values.schema.json} that a chart may have. */
final class ValuesSchema {

    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> notChecked = new LinkedHashSet<>();

    private ValuesSchema(PreparedChart prepared) {
        collect(prepared.chart(), prepared.values(), "");
    }

    /**
     * Checks the values of a chart and of all its subcharts. Schemas that allow nothing but what they name do not know what werf
     * adds: the values will also do without that.
     *
     * @param withoutService the same chart without werf's own values
     * @param events are warned of schemas of other addresses, which are not fetched
     * @throws ValuesSchemaException with all violations of all charts
     * @throws ChartException if a schema is not one
     */
    static void check(PreparedChart prepared, Supplier<PreparedChart> withoutService, EventSink events) {
        ValuesSchema checked = new ValuesSchema(prepared);
        List<Violation> violations =
                checked.violations.isEmpty() ? List.of() : new ValuesSchema(withoutService.get()).violations;
        checked.notChecked.forEach(text -> events.accept(new Event.Warning(text)));
        if (!violations.isEmpty()) {
            throw new ValuesSchemaException(violations);
        }
    }

    private void collect(Chart chart, Map<String, Object> values, String path) {
        // The validator's classes are loaded only when there is a schema.
        chart.schema().ifPresent(file -> {
            SchemaRules rules = new SchemaRules(file);
            violations.addAll(rules.violations(values, path));
            rules.notFetched()
                    .forEach(address -> notChecked.add(file.place() + " refers to " + address
                            + ", which is not fetched: what it demands of the values is not checked"));
        });
        for (Chart subchart : chart.subcharts()) {
            Map<String, Object> below = Tree.map(values, subchart.name());
            collect(subchart, below, path.isEmpty() ? subchart.name() : path + "." + subchart.name());
        }
    }
}
