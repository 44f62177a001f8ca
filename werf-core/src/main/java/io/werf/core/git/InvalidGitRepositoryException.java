package io.werf.core.git;

import io.werf.core.error.WerfException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** There is a {@code .git}, but it cannot be used: a linked work tree without its repository, a bare or an unknown one. */
public final class InvalidGitRepositoryException extends WerfException {

    private final transient Path git;
    private final String reason;

    InvalidGitRepositoryException(Path git, String reason, @Nullable Throwable cause) {
        super("the Git repository at " + git + " cannot be used: " + reason, cause);
        this.git = git;
        this.reason = reason;
    }

    /** The {@code .git} file or directory. */
    public Path git() {
        return git;
    }

    /** What is wrong with it. */
    public String reason() {
        return reason;
    }
}
