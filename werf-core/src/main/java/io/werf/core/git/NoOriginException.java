package io.werf.core.git;

import io.werf.core.error.WerfException;
import java.nio.file.Path;

/** The repository has no remote {@code origin} to ask for branches and tags. */
public final class NoOriginException extends WerfException {

    private final transient Path git;

    NoOriginException(Path git) {
        super("the Git repository at " + git + " has no remote \"origin\"");
        this.git = git;
    }

    /** The Git directory. */
    public Path git() {
        return git;
    }
}
