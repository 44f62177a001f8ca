package io.werf.core.git;

import io.werf.core.data.UserInfo;
import io.werf.core.error.Redacted;
import io.werf.core.error.WerfException;
import java.nio.file.Path;

/** Branches and tags could not be fetched from {@code origin}. */
public final class FetchException extends WerfException {

    private final transient Path git;

    FetchException(Path git, Exception cause) {
        super(
                "cannot fetch branches and tags from origin into " + git + ": "
                        + UserInfo.mask(String.valueOf(cause.getMessage())),
                Redacted.of(cause, UserInfo::mask)); // it names the URL of the origin, which may have a login in it
        this.git = git;
    }

    /** The Git directory. */
    public Path git() {
        return git;
    }
}
