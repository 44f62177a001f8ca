package io.werf.core.chart;

import io.werf.core.error.WerfException;

/** The commit has no chart directory, or no file where the chart's settings name one. */
public final class ChartNotFoundException extends WerfException {

    private final String path;
    private final boolean isChart;

    private ChartNotFoundException(String what, String path, boolean isChart) {
        super(what + " \"" + path + "\" is not in the commit");
        this.path = path;
        this.isChart = isChart;
    }

    /** A file that settings name beside the chart. */
    ChartNotFoundException(String what, String path) {
        this(what, path, false);
    }

    static ChartNotFoundException directory(String path) {
        return new ChartNotFoundException("chart directory", path, true);
    }

    /** Whether it is the chart itself that is missing. */
    public boolean isChart() {
        return isChart;
    }

    /** What is missing, relative to the project directory. */
    public String path() {
        return path;
    }
}
