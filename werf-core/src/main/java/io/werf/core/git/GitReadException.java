package io.werf.core.git;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** An object, a reference, the index or the work tree cannot be read: a damaged or incomplete repository, or the disk. */
public final class GitReadException extends WerfException {

    GitReadException(String doing, @Nullable Throwable cause) {
        super(cause == null ? doing : doing + ": " + cause.getMessage(), cause);
    }
}
