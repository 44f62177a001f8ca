package io.werf.core.error;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Root of all errors that a user can meet. Each room has its own narrow subclasses, which carry the data of the error
 * as fields. The message says what was being done, what went wrong and where, in one or a few lines, without advice:
 * what to do about it is in one table, {@code io.werf.core.Advice}, and a test fails when a subclass has no entry there.
 */
public abstract class WerfException extends RuntimeException {

    private final transient @Nullable Excerpt excerpt;
    private transient @Nullable UnaryOperator<String> redaction;
    private transient @Nullable Throwable redactedCause;

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
        UnaryOperator<String> known = redaction;
        return Optional.ofNullable(excerpt)
                .map(shown -> known == null
                        ? shown
                        : new Excerpt(
                                shown.location(),
                                shown.width(),
                                shown.firstLine(),
                                shown.lines().stream().map(known).toList()));
    }

    /** From now on message, excerpt and causes go through {@code redaction}: called before the error leaves the core. */
    final synchronized void redact(UnaryOperator<String> with) {
        redaction = with;
        Throwable cause = super.getCause();
        redactedCause = cause == null ? null : Redacted.of(cause, with);
        for (Throwable suppressed : getSuppressed()) {
            Redacted.of(suppressed, with);
        }
    }

    @Override
    public final @Nullable String getMessage() {
        String message = super.getMessage();
        UnaryOperator<String> known = redaction;
        return known == null || message == null ? message : known.apply(message);
    }

    @Override
    public final synchronized @Nullable Throwable getCause() {
        return redaction == null ? super.getCause() : redactedCause;
    }
}
