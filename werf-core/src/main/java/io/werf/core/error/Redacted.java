package io.werf.core.error;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands for an error that is not ours and whose text shows a secret: its type and text are the message, redacted; trace and causes stay. */
public final class Redacted extends RuntimeException {

    private Redacted(Throwable original, String text, @Nullable Throwable cause) {
        super(text, cause);
        setStackTrace(original.getStackTrace());
    }

    /**
     * The error to be thrown instead of {@code error}: itself when it is ours (its texts are redacted from now on) or shows
     * nothing, else a stand-in.
     */
    public static RuntimeException from(RuntimeException error, UnaryOperator<String> redaction) {
        return (RuntimeException) of(error, redaction);
    }

    /** The same for a cause that is no {@link RuntimeException}. */
    public static Throwable of(Throwable error, UnaryOperator<String> redaction) {
        if (error instanceof WerfException ours) {
            ours.redact(redaction);
            return ours;
        }
        Throwable cause = error.getCause() == null ? null : of(error.getCause(), redaction);
        for (Throwable suppressed : error.getSuppressed()) {
            of(suppressed, redaction);
        }
        String text = error.toString();
        String redacted = redaction.apply(text);
        boolean same = redacted.equals(text) && isSame(cause, error.getCause());
        return same ? error : new Redacted(error, redacted, cause);
    }

    @SuppressWarnings("ReferenceEquality") // a stand-in is another object
    private static boolean isSame(@Nullable Throwable one, @Nullable Throwable other) {
        return one == other;
    }
}
