package io.werf.core.chart;

import java.util.Map;

/**
 * A chart with the subcharts that are used, and all values.
 *
 * @param chart with aliases applied, and with the values that charts take over from each other
 * @param values of the chart and, below their names, of its subcharts
 */
record PreparedChart(Chart chart, Map<String, Object> values) {

    /** @param given what is given above the charts' own values */
    static PreparedChart of(Chart loaded, Map<String, Object> given) {
        Map<String, Object> exported = ValuesTransfers.exportGiven(loaded, given);
        Chart resolved = DependencyResolver.resolve(loaded, exported);
        Chart chart = ValuesTransfers.importAll(ValuesTransfers.exportAll(resolved));
        return new PreparedChart(chart, Values.of(chart, exported));
    }
}
