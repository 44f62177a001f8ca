package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of a saved plan cannot be written, or what is in it cannot be used. */
public final class PlanFileException extends WerfException {

    private final String file;

    private PlanFileException(Path file, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file.toString();
    }

    static PlanFileException unwritable(Path file, Throwable cause) {
        return new PlanFileException(file, "cannot save the plan to " + file + ": " + cause, cause);
    }

    static PlanFileException unusable(Path file, String reason, @Nullable Throwable cause) {
        return new PlanFileException(file, "cannot use the saved plan " + file + ": " + reason, cause);
    }

    /** Its path. */
    public String file() {
        return file;
    }
}
