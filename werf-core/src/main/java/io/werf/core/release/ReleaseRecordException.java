package io.werf.core.release;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A stored record of a release cannot be read: it is damaged, or was not written by Helm or werf. */
public final class ReleaseRecordException extends WerfException {

    private final String record;

    /** @param record namespace and name of the Secret that holds it */
    public ReleaseRecordException(String record, String message, @Nullable Throwable cause) {
        super("cannot read release record " + record + ": " + message, cause);
        this.record = record;
    }

    /** Namespace and name of the Secret. */
    public String record() {
        return record;
    }
}
