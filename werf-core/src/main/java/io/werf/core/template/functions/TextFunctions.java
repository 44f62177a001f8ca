package io.werf.core.template.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Strings. In functions of two strings the one that is worked on comes last, where a pipeline puts it. */
final class TextFunctions {

    private static final int WIDEST_INDENT = 1000;

    private TextFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "hello" -> "Hello!";
            case "quote" -> joined(a, value -> GoFormat.quote(text(value)));
            case "squote" -> joined(a, value -> "'" + GoValues.text(value) + "'");
            case "cat" -> joined(a, GoValues::text);
            case "trim" -> trim(a.string(0));
            case "trimAll" -> trimAll(a.string(1), a.string(0));
            case "trimall" -> trimAll(a.string(1), a.string(0));
            case "trimSuffix" -> trimSuffix(a.string(1), a.string(0));
            case "trimPrefix" -> trimPrefix(a.string(1), a.string(0));
            case "nospace" -> noSpace(a.string(0));
            case "replace" -> replace(a.string(2), a.string(0), a.string(1));
            case "repeat" -> repeat(a);
            case "plural" -> a.whole(2) == 1 ? a.string(0) : a.string(1);
            case "contains" -> a.string(1).contains(a.string(0));
            case "hasPrefix" -> a.string(1).startsWith(a.string(0));
            case "hasSuffix" -> a.string(1).endsWith(a.string(0));
            case "indent" -> indent(a);
            case "nindent" -> "\n" + indent(a);
            case "toString" -> text(a.get(0));
            case "split" -> numbered(parts(a.string(0), a.string(1), -1));
            case "splitn" -> numbered(parts(a.string(0), a.string(2), a.length(1)));
            case "splitList" -> new StringList(parts(a.string(0), a.string(1), -1));
            case "printf" -> GoFormat.format(a.string(0), a.from(1));
            default -> throw new IllegalStateException(a.name());
        };
    }

    /** The text of any value; bytes are taken as text. */
    static String text(@Nullable Object value) {
        return value instanceof GoBytes bytes ? bytes.text() : GoValues.text(value);
    }

    private interface Quoting {
        String quote(Object value);
    }

    private static String joined(Arguments arguments, Quoting quoting) {
        List<String> quoted = new ArrayList<>();
        long length = 0;
        for (Object value : arguments.all()) {
            if (value != null) {
                quoted.add(quoting.quote(value));
                length += quoted.get(quoted.size() - 1).length();
                Limits.requireText(length);
            }
        }
        return String.join(" ", quoted);
    }

    /** What Go takes for white space. */
    private static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || (c >= 0x80 && Character.isSpaceChar(c));
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String noSpace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isSpace(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static String replace(String text, String old, String replacement) {
        if (replacement.length() > old.length()) {
            long growth = (long) replacement.length() - old.length();
            long count = text.length() + 1L;
            if (!old.isEmpty()) {
                count = 0;
                for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
                    count++;
                }
            }
            Limits.requireText(text.length() + growth * count);
        }
        return text.replace(old, replacement);
    }

    private static String trimAll(String text, String characters) {
        int from = 0;
        int to = text.length();
        while (from < to && characters.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && characters.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String trimSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String trimPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String repeat(Arguments arguments) {
        int count = arguments.length(0);
        String text = arguments.string(1);
        if (count < 0) {
            throw FunctionException.ofArgument(0, "strings: negative Repeat count");
        }
        Limits.requireText((long) count * text.length());
        return text.repeat(count);
    }

    private static String indent(Arguments arguments) {
        int width = arguments.length(0);
        String text = arguments.string(1);
        if (width < 0) {
            throw FunctionException.ofArgument(0, "strings: negative Repeat count");
        }
        if (width > WIDEST_INDENT) {
            throw FunctionException.ofArgument(0, "indentation must be 0 to " + WIDEST_INDENT + ", is " + width);
        }
        long lines = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            lines++;
        }
        Limits.requireText(text.length() + lines * width);
        String padding = " ".repeat(width);
        return padding + text.replace("\n", "\n" + padding);
    }

    private static Map<String, Object> numbered(List<String> parts) {
        Map<String, String> numbered = new LinkedHashMap<>();
        for (String part : parts) {
            numbered.put("_" + numbered.size(), part);
        }
        return GoMap.ofStrings(numbered);
    }

    /** At most {@code most} parts, the last with the rest; by an empty separator into characters. */
    private static List<String> parts(String separator, String text, int most) {
        List<String> parts = new ArrayList<>();
        if (most == 0) {
            return parts;
        }
        if (separator.isEmpty()) {
            Limits.requireList(text.length());
            List<String> letters =
                    text.codePoints().mapToObj(Character::toString).collect(Collectors.toList());
            if (most < 0 || letters.size() <= most) {
                return letters;
            }
            parts.addAll(letters.subList(0, most - 1));
            parts.add(String.join("", letters.subList(most - 1, letters.size())));
            return parts;
        }
        int from = 0;
        int at = text.indexOf(separator);
        while (at >= 0 && (most < 0 || parts.size() < most - 1)) {
            parts.add(text.substring(from, at));
            Limits.requireList(parts.size());
            from = at + separator.length();
            at = text.indexOf(separator, from);
        }
        parts.add(text.substring(from));
        return parts;
    }
}
