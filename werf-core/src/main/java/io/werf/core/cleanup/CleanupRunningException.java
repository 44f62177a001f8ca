package io.werf.core.cleanup;

import io.werf.core.error.WerfException;

/** Another cleanup or purge is deleting images of the same repository. */
public final class CleanupRunningException extends WerfException {

    CleanupRunningException() {
        super("another cleanup of it is running");
    }
}
