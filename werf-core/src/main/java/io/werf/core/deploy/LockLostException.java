package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** Another run took the release over, or the API server could not be reached for as long as the lock lives. */
public final class LockLostException extends WerfException {

    LockLostException(String lease, @Nullable Throwable cause) {
        super(
                "the lock of the release (Lease/" + lease + ") was lost: "
                        + (cause == null ? "it could not be renewed in time" : cause.getMessage()),
                cause);
    }
}
