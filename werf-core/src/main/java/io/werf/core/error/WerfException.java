package io.werf.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Root of all errors that a user can meet. Each room has its own narrow subclasses, which carry the data of the error
 * as fields. The message says what was being done, what went wrong and where, in one or a few lines, without advice:
 * what to do about it is in one table, {@code io.werf.core.Advice}, and a test fails when a subclass has no entry there.
 */
public abstract class WerfException extends RuntimeException {

    private final transient @Nullable Excerpt excerpt;

    /** An error that is not about a place in a file. */
    protected WerfException(String message) {
        this(message, null, null);
    }

    /** An error with its cause. */
    protected WerfException(String message, @Nullable Throwable cause) {
        this(message, null, cause);
    }

    /** An error at a place in a file; {@code message} need not repeat the place. */
    protected WerfException(String message, @Nullable Excerpt excerpt, @Nullable Throwable cause) {
        super(excerpt == null ? message : excerpt.location() + ": " + message, cause);
        this.excerpt = excerpt;
    }

    /** The lines of the file that the error is about. */
    public final Optional<Excerpt> excerpt() {
        return Optional.ofNullable(excerpt);
    }
}
