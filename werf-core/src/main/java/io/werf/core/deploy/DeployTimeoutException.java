package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The whole deploy took longer than it may. */
public final class DeployTimeoutException extends WerfException {

    private final List<String> unfinished;
    private final List<String> heldUp;

    /** @param heldUp what is known of the reasons */
    DeployTimeoutException(Duration timeout, List<String> unfinished, List<String> heldUp) {
        super("the deploy was not done after " + timeout.toSeconds() + " s; unfinished: "
                + String.join(", ", unfinished)
                + heldUp.stream().map(reason -> "\n\n  " + reason).collect(Collectors.joining()));
        this.unfinished = List.copyOf(unfinished);
        this.heldUp = List.copyOf(heldUp);
    }

    /** What is known of the reasons why something is not deleted. */
    public List<String> heldUp() {
        return heldUp;
    }

    /** Ids of the operations that were not done, for example {@code track readiness: Deployment/app}. */
    public List<String> unfinished() {
        return unfinished;
    }
}
