package io.werf.core.chart;

import io.werf.core.error.WerfException;
import java.util.List;
import java.util.stream.Collectors;

/** A chart declares dependencies that are not in its {@code charts} directory. */
public final class MissingDependencyException extends WerfException {

    private final List<String> names;

    MissingDependencyException(String chart, List<ChartDependency> missing) {
        super(chart + ": Chart.yaml declares dependencies that are not in " + chart + "/charts: "
                + missing.stream().map(MissingDependencyException::described).collect(Collectors.joining(", ")));
        this.names = missing.stream().map(ChartDependency::name).toList();
    }

    private static String described(ChartDependency dependency) {
        String from = dependency.repository().isEmpty() ? "" : " from " + dependency.repository();
        return dependency.name() + (dependency.version().isEmpty() ? "" : " " + dependency.version()) + from;
    }

    /** Of the charts that are missing. */
    public List<String> names() {
        return names;
    }
}
