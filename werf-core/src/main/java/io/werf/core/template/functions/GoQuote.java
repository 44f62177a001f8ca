package io.werf.core.template.functions;

/** Go's literals of strings and characters. */
final class GoQuote {

    private GoQuote() {}

    static String quote(String text, char quote, boolean onlyAscii) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 7 -> out.append("\\a");
                case 0x0B -> out.append("\\v");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (c < 0x7F ? c >= ' ' : !onlyAscii && isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(escape(c));
                    }
                }
            }
        }
        return out.append(quote).toString();
    }

    static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    private static String escape(int c) {
        if (GoStrings.isRawByte(c)) {
            return String.format("\\x%02x", c & 0xFF);
        }
        return c < 0x80
                ? String.format("\\x%02x", c)
                : c <= 0xFFFF ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
    }
}
