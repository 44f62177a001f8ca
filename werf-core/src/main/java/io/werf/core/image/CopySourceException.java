package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;

/** COPY or ADD takes something that the build context does not have, or that is outside of it. */
public final class CopySourceException extends WerfException {

    private final String source;

    CopySourceException(String message, String source, Excerpt excerpt) {
        super(message, excerpt, null);
        this.source = source;
    }

    /** The source as the instruction names it, variables expanded. */
    public String source() {
        return source;
    }
}
