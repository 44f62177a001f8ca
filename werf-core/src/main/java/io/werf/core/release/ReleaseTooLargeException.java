package io.werf.core.release;

import io.werf.core.error.WerfException;

/** The record of a release is larger than a Kubernetes Secret can be. */
public final class ReleaseTooLargeException extends WerfException {

    private final long size;
    private final long limit;

    /**
     * @param size bytes of the compressed record
     * @param limit bytes that a Secret may hold
     */
    public ReleaseTooLargeException(String release, int revision, long size, long limit) {
        super("the record of release " + release + ", revision " + revision + ", is " + size
                + " bytes when compressed; a Kubernetes Secret holds at most " + limit);
        this.size = size;
        this.limit = limit;
    }

    /** Bytes of the compressed record. */
    public long size() {
        return size;
    }

    /** Bytes that a Secret may hold. */
    public long limit() {
        return limit;
    }
}
