package io.werf.core.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart in its place among the others.
 *
 * @param path Helm's name for it: {@code shop}, {@code shop/charts/redis}; names of templates begin with it
 * @param values what its templates see; those of a subchart are a part of its parent's
 */
record ChartNode(Chart chart, String path, boolean isTop, Map<String, Object> values, List<ChartNode> below) {

    static ChartNode of(Chart top, Map<String, Object> values) {
        return of(top, top.name(), top.name(), true, values);
    }

    /** @param fileNames the path in the names of {@code Chart.yaml}, without aliases */
    private static ChartNode of(Chart chart, String path, String fileNames, boolean isTop, Map<String, Object> values) {
        List<ChartNode> below = new ArrayList<>();
        for (Chart subchart : chart.subcharts()) {
            below.add(below(chart, path, fileNames, subchart, values));
        }
        return new ChartNode(chart, path, isTop, values, below);
    }

    /** Helm forgets the alias of a chart whose own dependencies it did not have to look at. */
    private static ChartNode below(
            Chart parent, String path, String fileNames, Chart subchart, Map<String, Object> values) {
        String above = parent.isResolved() ? path : fileNames;
        return of(
                subchart,
                above + "/charts/" + subchart.name(),
                fileNames + "/charts/" + subchart.nameInFile(),
                false,
                // Helm takes a dot in the name for a step of a path, and so finds no values.
                ValuePaths.table(values, ValuePaths.steps(subchart.name())).orElseGet(LinkedHashMap::new));
    }

    /** This one and all below it, parents first. */
    List<ChartNode> all() {
        List<ChartNode> all = new ArrayList<>(List.of(this));
        for (ChartNode child : below) {
            all.addAll(child.all());
        }
        return all;
    }

    /** The full name of one of its templates or files. */
    String nameOf(ChartFile file) {
        return path + "/" + file.path();
    }
}
