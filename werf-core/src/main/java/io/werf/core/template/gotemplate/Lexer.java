package io.werf.core.template.gotemplate;

import io.werf.core.template.gotemplate.Token.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts a template into tokens, one at a time. The last one is an error or the end of the file. */
final class Lexer {

    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";
    private static final String COMMENT_START = "/*";
    private static final String COMMENT_END = "*/";
    private static final int TRIM_MARKER = 2;
    private static final int NONE = -1;

    private static final Map<String, Kind> WORDS = Map.ofEntries(
            Map.entry(".", Kind.DOT),
            Map.entry("block", Kind.BLOCK),
            Map.entry("break", Kind.BREAK),
            Map.entry("continue", Kind.CONTINUE),
            Map.entry("define", Kind.DEFINE),
            Map.entry("else", Kind.ELSE),
            Map.entry("end", Kind.END),
            Map.entry("if", Kind.IF),
            Map.entry("range", Kind.RANGE),
            Map.entry("nil", Kind.NIL),
            Map.entry("template", Kind.TEMPLATE),
            Map.entry("with", Kind.WITH),
            Map.entry("true", Kind.BOOLEAN),
            Map.entry("false", Kind.BOOLEAN));

    private final String source;
    private int position;
    private int start;
    private boolean insideAction;
    private int openParentheses;

    Lexer(String source) {
        this.source = source;
    }

    Token next() {
        return insideAction ? insideAction() : text();
    }

    private Token text() {
        while (true) {
            int open = source.indexOf(LEFT, position);
            start = position;
            if (open < 0) {
                position = source.length();
                return start < position ? token(Kind.TEXT, start, position) : token(Kind.END_OF_FILE, start, start);
            }
            boolean trim = hasLeftTrimMarker(open + LEFT.length());
            int end = trim ? trimmedEnd(open) : open;
            int inside = open + LEFT.length() + (trim ? TRIM_MARKER : 0);
            boolean comment = source.startsWith(COMMENT_START, inside);
            if (end > start) {
                position = open;
                return token(Kind.TEXT, start, end);
            }
            position = inside;
            if (!comment) {
                insideAction = true;
                openParentheses = 0;
                return token(Kind.LEFT_DELIMITER, open, open + LEFT.length());
            }
            Token error = skipComment(open);
            if (error != null) {
                return error;
            }
        }
    }

    /** The text before an action that begins with a trim marker, without the white space at its end. */
    private int trimmedEnd(int open) {
        int end = open;
        while (end > start && isSpace(source.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private @Nullable Token skipComment(int open) {
        int end = source.indexOf(COMMENT_END, position);
        if (end < 0) {
            return error(open, "unclosed comment");
        }
        position = end + COMMENT_END.length();
        boolean trim = hasRightTrimMarker();
        int delimiter = position + (trim ? TRIM_MARKER : 0);
        if (!source.startsWith(RIGHT, delimiter)) {
            return error(open, "comment ends before closing delimiter");
        }
        position = delimiter + RIGHT.length();
        if (trim) {
            skipSpace();
        }
        return null;
    }

    private Token insideAction() {
        start = position;
        boolean trim = hasRightTrimMarker();
        int delimiter = position + (trim ? TRIM_MARKER : 0);
        if (source.startsWith(RIGHT, delimiter)) {
            if (openParentheses > 0) {
                return error("unclosed left paren");
            }
            position = delimiter + RIGHT.length();
            insideAction = false;
            Token token = token(Kind.RIGHT_DELIMITER, delimiter, position);
            if (trim) {
                skipSpace();
            }
            return token;
        }
        int c = peek();
        if (c == NONE) {
            return error("unclosed action");
        }
        if (isSpace((char) c)) {
            return space();
        }
        return switch (c) {
            case '=' -> single(Kind.ASSIGN);
            case '|' -> single(Kind.PIPE);
            case ':' -> declare();
            case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', Kind.CHARACTER, "unterminated character constant");
            case '`' -> raw();
            case '$' -> fieldOrVariable(Kind.VARIABLE);
            case '.' -> isDigit(peek(1)) || peek(1) == NONE ? number() : fieldOrVariable(Kind.FIELD);
            case '(' -> {
                openParentheses++;
                yield single(Kind.LEFT_PARENTHESIS);
            }
            case ')' -> {
                openParentheses--;
                yield openParentheses < 0 ? error("unexpected right paren") : single(Kind.RIGHT_PARENTHESIS);
            }
            default -> numberWordOrOther(c);
        };
    }

    private Token numberWordOrOther(int c) {
        if (c == '+' || c == '-' || isDigit(c)) {
            return number();
        }
        if (isWordPart(c)) {
            return word();
        }
        return c > ' ' && c < 0x7F
                ? single(Kind.OTHER)
                : error("unrecognized character in action: " + GoText.unicode(source.codePointAt(position)));
    }

    /** Blanks, up to those that belong to a closing trim marker. */
    private Token space() {
        while (position < source.length() && isSpace(source.charAt(position)) && !isTrimmedEnd()) {
            position++;
        }
        return token(Kind.SPACE, start, position);
    }

    private boolean isTrimmedEnd() {
        return hasRightTrimMarker() && source.startsWith(RIGHT, position + TRIM_MARKER);
    }

    private Token declare() {
        if (peek(1) != '=') {
            return error("expected :=");
        }
        position += 2;
        return token(Kind.DECLARE, start, position);
    }

    private Token quoted(char quote, Kind kind, String unterminated) {
        position++;
        while (true) {
            int c = peek();
            if (c == '\\') {
                position++;
                c = peek();
                if (c != NONE && c != '\n') {
                    position++;
                    continue;
                }
            }
            if (c == NONE || c == '\n') {
                return error(unterminated);
            }
            position++;
            if (c == quote) {
                return token(kind, start, position);
            }
        }
    }

    private Token raw() {
        int end = source.indexOf('`', position + 1);
        if (end < 0) {
            return error("unterminated raw quoted string");
        }
        position = end + 1;
        return token(Kind.RAW_STRING, start, position);
    }

    private Token fieldOrVariable(Kind kind) {
        position++;
        if (isAtTerminator()) {
            return token(kind == Kind.VARIABLE ? kind : Kind.DOT, start, position);
        }
        skipWord();
        return isAtTerminator() ? token(kind, start, position) : badCharacter();
    }

    private Token word() {
        skipWord();
        if (!isAtTerminator()) {
            return badCharacter();
        }
        Kind kind = WORDS.get(source.substring(start, position));
        return token(kind == null ? Kind.IDENTIFIER : kind, start, position);
    }

    private void skipWord() {
        while (position < source.length() && isWordPart(source.codePointAt(position))) {
            position += Character.charCount(source.codePointAt(position));
        }
    }

    private Token number() {
        if (peek() == '+' || peek() == '-') {
            position++;
        }
        String digits = "0123456789_";
        boolean hexadecimal = false;
        if (accept("0")) {
            if (accept("xX")) {
                digits = "0123456789abcdefABCDEF_";
                hexadecimal = true;
            } else if (accept("oO")) {
                digits = "01234567_";
            } else if (accept("bB")) {
                digits = "01_";
            }
        }
        acceptAll(digits);
        if (accept(".")) {
            acceptAll(digits);
        }
        if (accept(hexadecimal ? "pP" : "eE")) {
            accept("+-");
            acceptAll("0123456789_");
        }
        boolean goesOn = position < source.length() && isWordPart(source.codePointAt(position));
        if (goesOn || peek() == '+' || peek() == '-') {
            position += goesOn ? Character.charCount(source.codePointAt(position)) : 1;
            return error("bad number syntax: " + GoText.quote(source.substring(start, position)));
        }
        return token(Kind.NUMBER, start, position);
    }

    private boolean accept(String characters) {
        if (position < source.length() && characters.indexOf(source.charAt(position)) >= 0) {
            position++;
            return true;
        }
        return false;
    }

    private void acceptAll(String characters) {
        while (accept(characters)) {
            // moves on
        }
    }

    private boolean isAtTerminator() {
        int c = peek();
        return c == NONE || isSpace((char) c) || ".,|:()".indexOf(c) >= 0 || source.startsWith(RIGHT, position);
    }

    private boolean hasLeftTrimMarker(int at) {
        return at + 1 < source.length() && source.charAt(at) == '-' && isSpace(source.charAt(at + 1));
    }

    private boolean hasRightTrimMarker() {
        return position + 1 < source.length() && isSpace(source.charAt(position)) && source.charAt(position + 1) == '-';
    }

    private void skipSpace() {
        while (position < source.length() && isSpace(source.charAt(position))) {
            position++;
        }
    }

    private Token single(Kind kind) {
        position++;
        return token(kind, start, position);
    }

    private Token badCharacter() {
        return error("bad character " + GoText.unicode(source.codePointAt(position)));
    }

    private Token token(Kind kind, int from, int to) {
        return new Token(kind, from, source.substring(from, to));
    }

    private Token error(String message) {
        return error(start, message);
    }

    private static Token error(int at, String message) {
        return new Token(Kind.ERROR, at, message);
    }

    private int peek() {
        return peek(0);
    }

    private int peek(int ahead) {
        return position + ahead < source.length() ? source.charAt(position + ahead) : NONE;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(int c) {
        return c == '_' || Character.isLetter(c) || Character.isDigit(c);
    }
}
