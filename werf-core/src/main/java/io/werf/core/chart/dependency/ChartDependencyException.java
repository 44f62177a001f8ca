package io.werf.core.chart.dependency;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A dependency of a chart cannot be found, or is not what it should be. */
public final class ChartDependencyException extends WerfException {

    /** A published chart is not what it should be. */
    public static ChartDependencyException of(String chart, String problem) {
        return new ChartDependencyException("getting chart " + chart + ": " + problem, null);
    }

    ChartDependencyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
