package io.werf.core.chart.dependency;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A chart repository cannot be reached, or does not give what was asked for. */
public final class ChartDownloadException extends WerfException {

    private final String host;
    private final int code;

    ChartDownloadException(String host, String url, int code, String reason, @Nullable Throwable cause) {
        super("getting " + url + ": " + reason, cause);
        this.host = host;
        this.code = code;
    }

    /** Host, with its port if it is given. */
    public String host() {
        return host;
    }

    /** HTTP status, 0 when there was no answer. */
    public int code() {
        return code;
    }
}
