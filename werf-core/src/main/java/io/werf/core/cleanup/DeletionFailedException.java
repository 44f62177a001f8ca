package io.werf.core.cleanup;

import io.werf.core.error.WerfException;

/** The registry did not delete everything that was to go. What it deleted was to go; the next run goes on from there. */
public final class DeletionFailedException extends WerfException {

    private final transient CleanupResult result;

    DeletionFailedException(String repository, CleanupResult result, WerfException cause) {
        super(
                "deleted " + result.deleted().size() + " tags from " + repository + ", could not delete "
                        + result.failed().size() + " more: " + cause.getMessage(),
                cause);
        this.result = result;
    }

    /** What was deleted, and what not. */
    public CleanupResult result() {
        return result;
    }

    /** The first refusal. */
    public WerfException reason() {
        return (WerfException) java.util.Objects.requireNonNull(getCause());
    }
}
