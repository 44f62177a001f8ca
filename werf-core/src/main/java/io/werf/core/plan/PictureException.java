package io.werf.core.plan;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** The picture of a plan cannot be written. */
public final class PictureException extends WerfException {

    private final String file;

    PictureException(String file, String reason, @Nullable Throwable cause) {
        super("cannot draw the plan's graph into " + file + ": " + reason, cause);
        this.file = file;
    }

    /** Its path. */
    public String file() {
        return file;
    }
}
