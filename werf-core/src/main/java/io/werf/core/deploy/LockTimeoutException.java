package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeObject;
import java.time.Duration;

/** Another run was changing the release all the time. */
public final class LockTimeoutException extends WerfException {

    private final String holder;

    LockTimeoutException(String release, KubeObject lease, Duration waited) {
        super("release " + release + " is being changed by " + LeaseRecord.describe(lease) + "; waited "
                + waited.toSeconds() + " s");
        this.holder = LeaseRecord.readable(LeaseRecord.holderOf(lease));
    }

    /** Who holds the lock. */
    public String holder() {
        return holder;
    }
}
