package io.werf.core.chart;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A file of a chart is well-formed but does not say what it has to say. */
public final class ChartException extends WerfException {

    private ChartException(String message, @Nullable Excerpt excerpt) {
        super(message, excerpt, null);
    }

    /** Of a whole file or chart. */
    static ChartException of(String place, String message) {
        return new ChartException(place + ": " + message, null);
    }

    static ChartException at(Location location, String text, int width, String message) {
        return new ChartException(message, Excerpt.of(text, location, width));
    }
}
