package io.werf.core.chart;

import io.werf.core.error.WerfException;

/** The commit has no chart directory, or no file where the chart's settings name one. */
public final class ChartNotFoundException extends WerfException {

    private final String path;

    ChartNotFoundException(String what, String path) {
        super(what + " \"" + path + "\" is not in the commit");
        this.path = path;
    }

    /** What is missing, relative to the project directory. */
    public String path() {
        return path;
    }
}
