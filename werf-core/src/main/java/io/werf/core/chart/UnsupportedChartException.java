package io.werf.core.chart;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A chart needs something that this version cannot do; it is refused rather than rendered without it. */
public final class UnsupportedChartException extends WerfException {

    private UnsupportedChartException(String message, @Nullable Excerpt excerpt) {
        super(message, excerpt, null);
    }

    static UnsupportedChartException of(String path, String feature) {
        return new UnsupportedChartException(path + ": " + feature + " not supported by this version", null);
    }

    static UnsupportedChartException at(Location location, String text, int width, String feature) {
        return new UnsupportedChartException(
                feature + " not supported by this version", Excerpt.of(text, location, width));
    }
}
