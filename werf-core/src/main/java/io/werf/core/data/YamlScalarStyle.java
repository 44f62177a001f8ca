package io.werf.core.data;

import java.util.regex.Pattern;

/** How Helm's YAML writer (go-yaml v2) writes one string: which style, and the text in that style. */
enum YamlScalarStyle {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL;

    private static final String INDICATORS_AT_START = "#,[]{}&*!|>'\"%@`";

    static YamlScalarStyle of(String text, boolean simpleKey) {
        boolean ambiguous = meansSomethingElse(text);
        if (!text.isEmpty() && !isEscapeFree(text)) {
            return DOUBLE_QUOTED;
        }
        if (text.indexOf('\n') >= 0) {
            return simpleKey || text.endsWith(" ") ? DOUBLE_QUOTED : LITERAL;
        }
        if (ambiguous) {
            return DOUBLE_QUOTED;
        }
        return isPlainAllowed(text) ? PLAIN : SINGLE_QUOTED;
    }

    /** Whether the bare text would be read as something that is no string. */
    private static boolean meansSomethingElse(String text) {
        return !(YamlScalars.plain(text) instanceof String)
                || ("+-0123456789".indexOf(text.charAt(0)) >= 0 && NumberLike.matches(text));
    }

    /** What readers of YAML 1.1 take for a number or a time. Most texts do not begin like one, and need no patterns. */
    private static final class NumberLike {
        private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
        private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])"
                + "([Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})"
                + "| [0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\\.[0-9]+)?)?");
        private static final Pattern PADDED_INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");

        static boolean matches(String text) {
            return BASE_60.matcher(text).matches()
                    || TIMESTAMP.matcher(text).matches()
                    || PADDED_INTEGER.matcher(text).matches();
        }
    }

    private static boolean isPlainAllowed(String text) {
        if (text.startsWith("---") || text.startsWith("...") || text.startsWith(" ") || text.endsWith(" ")) {
            return false;
        }
        if (INDICATORS_AT_START.indexOf(text.charAt(0)) >= 0) {
            return false;
        }
        if ((text.charAt(0) == '-' || text.charAt(0) == '?') && (text.length() == 1 || text.charAt(1) == ' ')) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean blankAfter = i + 1 == text.length() || text.charAt(i + 1) == ' ';
            if ((text.charAt(i) == ':' && blankAfter)
                    || (text.charAt(i) == '#' && i > 0 && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }

    /** Whether every character may stand in the text as it is. */
    private static boolean isEscapeFree(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPrintable(text.charAt(i)) || (text.charAt(i) == '\n' && i > 0 && text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return true;
    }

    // Characters beyond the basic plane count as not printable for that writer; here they are surrogates.
    private static boolean isPrintable(char c) {
        return c == '\n'
                || (c >= ' ' && c <= '~')
                || (c >= 0xA0 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && c < 0xFFFE && !Character.isSurrogate(c));
    }

    static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c <= Character.MAX_VALUE && c != '\n' && c != '"' && c != '\\' && isPrintable((char) c)) {
                out.append((char) c);
            } else {
                out.append(escape(c));
            }
        });
        return out.append('"').toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case 0 -> "\\0";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case 0x85 -> "\\N";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default ->
                c <= 0xFF
                        ? String.format("\\x%02X", c)
                        : c <= 0xFFFF ? String.format("\\u%04X", c) : String.format("\\U%08X", c);
        };
    }
}
