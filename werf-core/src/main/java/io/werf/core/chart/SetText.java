package io.werf.core.chart;

/** The text of a set expression and how far it has been read. */
final class SetText {

    private final String option;
    private final String text;
    private int at;

    /** @param option what errors name */
    SetText(String option, String text) {
        this.option = option;
        this.text = text;
    }

    int position() {
        return at;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** The next character; 0 at the end. */
    char peek() {
        return isAtEnd() ? 0 : text.charAt(at);
    }

    /** Goes past the character if it is the next one. */
    boolean skip(char wanted) {
        boolean isNext = !isAtEnd() && text.charAt(at) == wanted;
        at += isNext ? 1 : 0;
        return isNext;
    }

    /** Up to one of {@code stops} or the end; where {@code escapes}, a backslash takes the next character literally. */
    String until(String stops, boolean escapes) {
        StringBuilder out = new StringBuilder();
        while (!isAtEnd() && stops.indexOf(text.charAt(at)) < 0) {
            if (escapes && text.charAt(at) == '\\') {
                at++;
                if (isAtEnd()) {
                    break;
                }
            }
            out.append(text.charAt(at++));
        }
        return out.toString();
    }

    /** The text of one JSON value, which need not be correct. */
    String jsonValue() {
        while (!isAtEnd() && Character.isWhitespace(peek())) {
            at++;
        }
        int start = at;
        int depth = 0;
        while (!isAtEnd()) {
            char c = text.charAt(at);
            if (depth == 0 && (c == ',' || Character.isWhitespace(c))) {
                break;
            }
            if (c == '"') {
                skipString();
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        }
        return text.substring(start, at);
    }

    private void skipString() {
        at++;
        while (!isAtEnd() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(at + 1, text.length());
    }

    void skipBlanksAndComma() {
        while (!isAtEnd() && Character.isWhitespace(peek())) {
            at++;
        }
        skip(',');
    }

    SetExpressionException error(int position, String reason) {
        return new SetExpressionException(option, text, position, reason);
    }
}
