package io.werf.core.data;

import io.werf.core.error.WerfException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Something that should be JSON is not. Does not repeat any of it, for it may be secret. */
public final class JsonException extends WerfException {

    private final String reason;
    private final int line;
    private final int column;

    JsonException(JacksonException cause) {
        super(
                "not valid JSON: " + reason(cause) + " in line "
                        + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr(),
                cause);
        this.reason = reason(cause);
        this.line = cause.getLocation().getLineNr();
        this.column = cause.getLocation().getColumnNr();
    }

    private static String reason(JacksonException cause) {
        if (cause instanceof UnexpectedEndOfInputException) {
            return "it ends too early";
        }
        return cause instanceof StreamConstraintsException ? cause.getOriginalMessage() : "unexpected text";
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }

    /** Where reading ended, 1-based. */
    public int line() {
        return line;
    }

    /** Where in that line, 1-based. */
    public int column() {
        return column;
    }
}
