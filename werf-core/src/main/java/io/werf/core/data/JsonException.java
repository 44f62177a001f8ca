package io.werf.core.data;

import io.werf.core.error.WerfException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Something that should be JSON is not. Does not repeat any of it, for it may be secret. */
public final class JsonException extends WerfException {

    private final String reason;
    private final int line;
    private final int column;

    JsonException(JacksonException cause) {
        this(cause, reason(cause), Optional.ofNullable(cause.getLocation()));
    }

    /** @param at unknown when it was a limit of the reader that ended the reading */
    private JsonException(JacksonException cause, String reason, Optional<TokenStreamLocation> at) {
        super(
                "not valid JSON: " + reason
                        + at.map(place -> " in line " + place.getLineNr() + ", column " + place.getColumnNr())
                                .orElse(""),
                cause);
        this.reason = reason;
        this.line = at.map(TokenStreamLocation::getLineNr).orElse(1);
        this.column = at.map(TokenStreamLocation::getColumnNr).orElse(1);
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

    /** Where reading ended, 1-based; 1 when that is not known. */
    public int line() {
        return line;
    }

    /** Where in that line, 1-based; 1 when that is not known. */
    public int column() {
        return column;
    }
}
