package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.GoValues;
import java.math.BigInteger;

/** The values of numbers, characters and strings as they are written in Go. */
final class Literals {

    private Literals() {}

    /** An integer, a long where that is too small, or a double. */
    static Object number(Token token) {
        String text = token.text();
        if (text.startsWith("'")) {
            String character = unquote(token);
            if (character.isEmpty()) {
                throw invalid(token);
            }
            if (character.codePointCount(0, character.length()) != 1) {
                throw new ParseError(token.position(), text.length(), "malformed character constant: " + text);
            }
            return character.codePointAt(0);
        }
        if (isShortDecimal(text)) {
            return Integer.valueOf(text);
        }
        boolean hexadecimal = text.matches("[-+]?0[xX].*");
        if (text.matches(hexadecimal ? ".*[.pP].*" : ".*[.eE].*")) {
            return floating(token, hexadecimal);
        }
        BigInteger integer = integer(token);
        if (integer.bitLength() > 63) {
            throw new ParseError(token.position(), text.length(), text + " overflows int");
        }
        return GoValues.whole(integer.longValue());
    }

    /** What nearly all numbers of templates are; the rules of the others need patterns, which are slow in a cold JVM. */
    private static boolean isShortDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() < 10 && (text.length() == 1 || text.charAt(0) != '0');
    }

    private static Object floating(Token token, boolean hexadecimal) {
        String digits = token.text().replace("_", "");
        try {
            double value = Double.parseDouble(hexadecimal && !digits.matches(".*[pP].*") ? digits + "p0" : digits);
            if (Double.isInfinite(value) || hasLooseUnderscore(token)) {
                throw illegal(token);
            }
            return value;
        } catch (NumberFormatException e) {
            throw illegal(token);
        }
    }

    /** An underscore stands between digits, or between the prefix of a base and a digit. */
    private static boolean hasLooseUnderscore(Token token) {
        String text = token.text();
        return text.contains("_")
                && (text.contains("__")
                        || !text.matches("[-+]?(0[xXbBoO]_?)?[0-9a-fA-F].*[0-9a-fA-F]")
                        || text.matches(".*(_[.pPeE]|[.pP+-]_).*"));
    }

    private static BigInteger integer(Token token) {
        if (hasLooseUnderscore(token)) {
            throw illegal(token);
        }
        String text = token.text().replace("_", "");
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.matches("0[0-9]*[89][0-9]*")) {
            throw new ParseError(token.position(), text.length(), "integer overflow: " + GoText.quote(token.text()));
        }
        if (digits.length() > 1 && digits.startsWith("0")) {
            char prefix = Character.toLowerCase(digits.charAt(1));
            radix = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
            digits = digits.substring(prefix == 'x' || prefix == 'b' || prefix == 'o' ? 2 : 1);
        }
        try {
            return new BigInteger((negative ? "-" : "") + digits, radix);
        } catch (NumberFormatException e) {
            throw illegal(token);
        }
    }

    private static ParseError illegal(Token token) {
        return new ParseError(
                token.position(), token.text().length(), "illegal number syntax: " + GoText.quote(token.text()));
    }

    /** What stands between quotes or backquotes. */
    static String string(Token token) {
        String text = token.text();
        return text.startsWith("`") ? text.substring(1, text.length() - 1).replace("\r", "") : unquote(token);
    }

    private static String unquote(Token token) {
        String text = token.text();
        char quote = text.charAt(0);
        StringBuilder out = new StringBuilder();
        int i = 1;
        int end = text.length() - 1;
        while (i < end) {
            char c = text.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(i++);
            int digits = switch (escaped) {
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> escaped >= '0' && escaped <= '7' ? 3 : 0;
            };
            if (digits == 0) {
                out.append(simple(token, escaped, quote));
                continue;
            }
            int from = digits == 3 ? i - 1 : i;
            out.appendCodePoint(codePoint(token, from, from + digits, digits == 3 ? 8 : 16));
            i = from + digits;
        }
        return out.toString();
    }

    private static int codePoint(Token token, int from, int to, int radix) {
        String text = token.text();
        try {
            int code = to < text.length() ? Integer.parseInt(text.substring(from, to), radix) : -1;
            boolean byteOrCharacter = to - from < 4 ? code <= 0xFF : code < 0xD800 || code > 0xDFFF;
            if (Character.isValidCodePoint(code) && byteOrCharacter) {
                // A byte that is no character of its own is kept as the mark of a raw byte.
                return to - from < 4 && code > 0x7F ? 0xDC00 + code : code;
            }
        } catch (NumberFormatException e) {
            throw invalid(token);
        }
        throw invalid(token);
    }

    private static char simple(Token token, char escaped, char quote) {
        return switch (escaped) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0B;
            case '\\' -> '\\';
            default -> {
                if (escaped != quote) {
                    throw invalid(token);
                }
                yield escaped;
            }
        };
    }

    private static ParseError invalid(Token token) {
        return new ParseError(token.position(), token.text().length(), "invalid syntax");
    }
}
