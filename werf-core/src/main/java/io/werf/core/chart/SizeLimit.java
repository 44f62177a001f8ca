package io.werf.core.chart;

/**
 * Counts what one chart takes in memory together with all its subcharts, so that neither a large archive nor archives inside
 * archives can fill it. Not thread-safe.
 */
final class SizeLimit {

    /** What Helm itself allows for an archive. */
    static final long WHOLE = 100L << 20;

    private final long whole;
    private long left;

    SizeLimit() {
        this(WHOLE);
    }

    SizeLimit(long whole) {
        this.whole = whole;
        this.left = whole;
    }

    /** @throws ChartTooLargeException if that is more than is left */
    void take(long bytes, String place) {
        left -= bytes;
        if (left < 0) {
            throw new ChartTooLargeException(place, whole);
        }
    }
}
