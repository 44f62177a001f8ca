package io.werf.core.chart.dependency;

import io.werf.core.error.WerfException;

/** {@code Chart.lock} is missing or does not belong to {@code Chart.yaml}. */
public final class ChartLockException extends WerfException {

    ChartLockException(String message) {
        super(message);
    }
}
