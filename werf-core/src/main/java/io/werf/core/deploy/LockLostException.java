package io.werf.core.deploy;

import io.werf.core.error.WerfException;

/** Another run took the release over, or the API server could not be reached for as long as the lock lives. */
public final class LockLostException extends WerfException {

    LockLostException(String lease, Throwable cause) {
        super("the lock of the release (Lease/" + lease + ") was lost: " + cause.getMessage(), cause);
    }
}
