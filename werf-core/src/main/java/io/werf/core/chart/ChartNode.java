package io.werf.core.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        return new ChartNode(
                chart,
                path,
                isTop,
                values,
                chart.subcharts().stream()
                        .map(subchart -> below(chart, path, fileNames, subchart, values))
                        .toList());
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
    Stream<ChartNode> all() {
        return Stream.concat(Stream.of(this), below.stream().flatMap(ChartNode::all));
    }

    /** The full name of one of its templates or files. */
    String nameOf(ChartFile file) {
        return path + "/" + file.path();
    }
}
