package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.time.Duration;

/** Another run was changing the release all the time. */
public final class LockTimeoutException extends WerfException {

    private final String holder;

    LockTimeoutException(String release, String holder, Duration waited) {
        super("release " + release + " is being changed by " + holder + "; waited " + waited.toSeconds() + " s");
        this.holder = holder;
    }

    /** Who holds the lock. */
    public String holder() {
        return holder;
    }
}
