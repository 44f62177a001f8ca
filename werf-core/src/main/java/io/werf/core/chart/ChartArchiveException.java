package io.werf.core.chart;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A chart archive ({@code .tgz}) cannot be read, or has what a chart must not have. */
public final class ChartArchiveException extends WerfException {

    private final String archive;

    ChartArchiveException(String archive, String reason, @Nullable Throwable cause) {
        super(archive + ": not a chart archive: " + reason, cause);
        this.archive = archive;
    }

    /** The archive's place. */
    public String archive() {
        return archive;
    }
}
