package io.werf.core.template.gotemplate;

import org.jspecify.annotations.Nullable;

/** A template is not in the language; the engine turns it into the error that users see. */
final class ParseError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int position;
    private final int width;
    private final @Nullable String unknownFunction;

    ParseError(int position, int width, String message) {
        this(position, width, message, null);
    }

    private ParseError(int position, int width, String message, @Nullable String unknownFunction) {
        super(message, null, false, false);
        this.position = position;
        this.width = width;
        this.unknownFunction = unknownFunction;
    }

    static ParseError unknownFunction(Token token) {
        String name = token.text();
        return new ParseError(token.position(), name.length(), "function " + GoText.quote(name) + " not defined", name);
    }

    /** The name that is no function's, when that is the error. */
    @Nullable
    String unknownFunction() {
        return unknownFunction;
    }

    int position() {
        return position;
    }

    int width() {
        return width;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
