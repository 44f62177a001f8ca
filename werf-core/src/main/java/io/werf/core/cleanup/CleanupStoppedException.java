package io.werf.core.cleanup;

import io.werf.core.error.WerfException;

/** Something that a cleanup must know could not be found out. Nothing was deleted. */
public final class CleanupStoppedException extends WerfException {

    private final String repository;

    CleanupStoppedException(String repository, WerfException cause) {
        super("nothing was deleted from " + repository + ": " + cause.getMessage(), cause);
        this.repository = repository;
    }

    /** The repository, as users write it. */
    public String repository() {
        return repository;
    }

    /** Why. */
    public WerfException reason() {
        return (WerfException) java.util.Objects.requireNonNull(getCause());
    }
}
