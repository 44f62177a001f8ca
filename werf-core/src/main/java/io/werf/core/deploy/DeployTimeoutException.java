package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.time.Duration;
import java.util.List;

/** The whole deploy took longer than it may. */
public final class DeployTimeoutException extends WerfException {

    private final List<String> unfinished;

    DeployTimeoutException(Duration timeout, List<String> unfinished) {
        super("the deploy was not done after " + timeout.toSeconds() + " s; unfinished: "
                + String.join(", ", unfinished));
        this.unfinished = List.copyOf(unfinished);
    }

    /** Ids of the operations that were not done, for example {@code track readiness: Deployment/app}. */
    public List<String> unfinished() {
        return unfinished;
    }
}
