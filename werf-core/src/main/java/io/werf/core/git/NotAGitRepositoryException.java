package io.werf.core.git;

import io.werf.core.error.WerfException;
import java.nio.file.Path;

/** Neither the project directory nor one above it has a {@code .git}. */
public final class NotAGitRepositoryException extends WerfException {

    private final transient Path directory;

    NotAGitRepositoryException(Path directory) {
        super("the project directory " + directory + " is not in a Git repository");
        this.directory = directory;
    }

    /** The project directory. */
    public Path directory() {
        return directory;
    }
}
