package io.werf.core.chart;

import io.werf.core.error.WerfException;

/** A chart needs something that this version cannot do; it is refused rather than rendered without it. */
public final class UnsupportedChartException extends WerfException {

    private UnsupportedChartException(String message) {
        super(message);
    }

    static UnsupportedChartException of(String path, String feature) {
        return new UnsupportedChartException(path + ": " + feature + " not supported by this version");
    }
}
