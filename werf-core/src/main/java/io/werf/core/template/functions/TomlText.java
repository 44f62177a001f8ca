package io.werf.core.template.functions;

/** The text of a TOML document, read from its beginning to its end: white space, keys, strings, words. */
final class TomlText {

    private static final String OF_BARE_KEYS = "_-";
    private static final String OF_SCALARS = "_-+.:";

    private final String text;
    private int at;
    private int line = 1;

    TomlText(String text) {
        this.text = text;
    }

    /** Of the place that reading has come to, 1-based. */
    int line() {
        return line;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    boolean isAt(char c) {
        return !isAtEnd() && text.charAt(at) == c;
    }

    boolean accept(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    /** What stands here, for messages. */
    String found() {
        return isAtEnd() ? "end of file" : GoQuote.quote(Character.toString(text.codePointAt(at)), '\'', false);
    }

    void skipSpace() {
        while (isAt(' ') || isAt('\t')) {
            at++;
        }
    }

    /** White space, line breaks and comments. */
    void skipBlank() {
        for (skipSpace(); !isAtEnd(); skipSpace()) {
            if (isAt('#')) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (accept("\n")) {
                line++;
            } else {
                return;
            }
        }
    }

    void endOfLine() {
        skipSpace();
        if (!isAtEnd() && !isAt('\n') && !isAt('#')) {
            throw FunctionException.of("expected a top-level item to end with a newline, comment, or EOF, but got "
                    + found() + " instead");
        }
    }

    /** @param wanted what may follow a key, for the message */
    String key(String wanted) {
        if (isAt('"') || isAt('\'')) {
            return string();
        }
        String key = word(OF_BARE_KEYS);
        if (key.isEmpty()) {
            throw FunctionException.of("expected " + wanted + ", but got " + found() + " instead");
        }
        return key;
    }

    /** Whatever is neither string nor array nor table; the time of a date may stand behind a blank. */
    String scalar() {
        String word = word(OF_SCALARS);
        if (TomlScalars.isDate(word) && isAt(' ') && at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
            at++;
            return word + "T" + word(OF_SCALARS);
        }
        return word;
    }

    private String word(String others) {
        int from = at;
        while (!isAtEnd()
                && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)) || others.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    String string() {
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(triple, at);
        at += multiline ? 3 : 1;
        if (multiline && accept("\n")) {
            line++;
        }
        StringBuilder out = new StringBuilder();
        while (!isAtEnd()) {
            if (multiline ? text.startsWith(triple, at) : isAt(quote)) {
                return end(out, quote, multiline);
            }
            char c = text.charAt(at++);
            if (c == '\n' && !multiline) {
                throw FunctionException.of("strings cannot contain newlines");
            }
            line += c == '\n' ? 1 : 0;
            if (c == '\\' && quote == '"') {
                escape(out);
            } else {
                out.append(c);
            }
        }
        throw FunctionException.of("unexpected EOF; expected " + (quote == '"' ? "'\"'" : "\"'\""));
    }

    /** Up to two quotes before the three that end a string of many lines belong to it. */
    private String end(StringBuilder out, char quote, boolean multiline) {
        at += multiline ? 3 : 1;
        for (int more = 0; multiline && more < 2 && isAt(quote); more++) {
            out.append(quote);
            at++;
        }
        return out.toString();
    }

    private void escape(StringBuilder out) {
        char c = isAtEnd() ? ' ' : text.charAt(at++);
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'e' -> out.append('\u001B');
            case '"', '\\' -> out.append(c);
            case 'x' -> out.appendCodePoint(codePoint(2));
            case 'u' -> out.appendCodePoint(codePoint(4));
            case 'U' -> out.appendCodePoint(codePoint(8));
            case '\n' -> {
                line++;
                while (!isAtEnd() && Character.isWhitespace(text.charAt(at))) {
                    line += text.charAt(at++) == '\n' ? 1 : 0;
                }
            }
            default -> throw FunctionException.of("invalid escape in string '\\" + c + "'");
        }
    }

    private int codePoint(int length) {
        int end = at + length;
        String digits = end <= text.length() ? text.substring(at, end) : "";
        if (!digits.matches("[0-9A-Fa-f]+")) {
            throw FunctionException.of("expected " + length + " hexadecimal digits in an escape");
        }
        long code = Long.parseLong(digits, 16);
        if (code > Character.MAX_CODE_POINT || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
            throw FunctionException.of("Escaped character '\\u" + digits + "' is not valid UTF-8.");
        }
        at = end;
        return (int) code;
    }
}
