package io.werf.core.template.gotemplate;

/** A template is not in the language; the engine turns it into the error that users see. */
final class ParseError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int position;
    private final int width;

    ParseError(int position, int width, String message) {
        super(message, null, false, false);
        this.position = position;
        this.width = width;
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
