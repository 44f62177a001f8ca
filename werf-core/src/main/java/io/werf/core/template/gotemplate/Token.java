package io.werf.core.template.gotemplate;

/**
 * A piece of a template's source.
 *
 * @param position offset in the source, in characters
 * @param text as written; for {@link Kind#ERROR} the message
 */
record Token(Kind kind, int position, String text) {

    enum Kind {
        ERROR,
        END_OF_FILE,
        TEXT,
        LEFT_DELIMITER,
        RIGHT_DELIMITER,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        SPACE,
        PIPE,
        DECLARE,
        ASSIGN,
        /** A character that stands for itself: a comma, or one that no rule of the language takes. */
        OTHER,
        FIELD,
        VARIABLE,
        IDENTIFIER,
        BOOLEAN,
        NIL,
        DOT,
        NUMBER,
        CHARACTER,
        STRING,
        RAW_STRING,
        BLOCK,
        BREAK,
        CONTINUE,
        DEFINE,
        ELSE,
        END,
        IF,
        RANGE,
        TEMPLATE,
        WITH;

        boolean isKeyword() {
            return compareTo(BLOCK) >= 0;
        }
    }

    /** How messages name it. */
    @Override
    public String toString() {
        if (kind == Kind.END_OF_FILE) {
            return "EOF";
        }
        if (kind == Kind.ERROR) {
            return text;
        }
        if (kind.isKeyword() || kind == Kind.DOT || kind == Kind.NIL) {
            return "<" + text + ">";
        }
        int tooLong = 10;
        return text.length() > tooLong ? GoText.quote(text.substring(0, tooLong)) + "..." : GoText.quote(text);
    }
}
