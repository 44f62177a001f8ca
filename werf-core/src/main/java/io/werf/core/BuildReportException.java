package io.werf.core;

import io.werf.core.error.WerfException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The report of a build cannot be used. */
public final class BuildReportException extends WerfException {

    private final String file;

    BuildReportException(Path file, String reason, @Nullable Throwable cause) {
        super("cannot take images from the build report " + file + ": " + reason, cause);
        this.file = file.toString();
    }

    /** Path of the report. */
    public String file() {
        return file;
    }
}
