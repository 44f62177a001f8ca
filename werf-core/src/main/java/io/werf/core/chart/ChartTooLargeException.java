package io.werf.core.chart;

import io.werf.core.error.WerfException;

/** A chart is, with its subcharts and unpacked, larger than may be held in memory. */
public final class ChartTooLargeException extends WerfException {

    private final String place;
    private final long limit;

    ChartTooLargeException(String place, long limit) {
        super(place + ": the chart with its subcharts is unpacked larger than " + (limit >> 20) + " MiB");
        this.place = place;
        this.limit = limit;
    }

    /** Where the limit was reached. */
    public String place() {
        return place;
    }

    /** In bytes. */
    public long limit() {
        return limit;
    }
}
