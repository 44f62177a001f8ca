package io.werf.core.template.functions;

import io.werf.core.data.GoNumbers;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Go's encoder writes it: keys of maps sorted, {@code <}, {@code >} and {@code &} escaped. */
final class GoJson {

    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();
    private final boolean escapesHtml;
    private final boolean pretty;

    private GoJson(boolean escapesHtml, boolean pretty) {
        this.escapesHtml = escapesHtml;
        this.pretty = pretty;
    }

    static String write(@Nullable Object tree) {
        return new GoJson(true, false).text(tree);
    }

    /** Without escapes for HTML. */
    static String writeRaw(@Nullable Object tree) {
        return new GoJson(false, false).text(tree);
    }

    /** In lines, with two blanks of indentation. */
    static String writePretty(@Nullable Object tree) {
        return new GoJson(true, true).text(tree);
    }

    private String text(@Nullable Object tree) {
        node(tree, 0);
        return out.toString();
    }

    private void newLine(int depth) {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void node(@Nullable Object node, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "cannot be written as JSON: nested deeper than " + DEEPEST);
        }
        if (node instanceof Map<?, ?> map) {
            String separator = "{";
            Map<String, @Nullable Object> ordered = map instanceof StructMap struct ? struct : GoValues.sorted(map);
            for (Map.Entry<String, @Nullable Object> entry : ordered.entrySet()) {
                out.append(separator);
                newLine(depth + 1);
                string(entry.getKey());
                out.append(pretty ? ": " : ":");
                node(entry.getValue(), depth + 1);
                separator = ",";
            }
            if (!map.isEmpty()) {
                newLine(depth);
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (node instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator);
                newLine(depth + 1);
                node(item, depth + 1);
                separator = ",";
            }
            if (!list.isEmpty()) {
                newLine(depth);
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (node instanceof Double value) {
            if (!Double.isFinite(value)) {
                throw FunctionException.ofArgument(0, "json: unsupported value: " + GoNumbers.shortest(value, 21, -6));
            }
            out.append(GoNumbers.shortest(value, 21, -6).replaceFirst("e-0(\\d)$", "e-$1"));
        } else if (node == null || node instanceof Number || node instanceof Boolean) {
            out.append(node);
        } else {
            string(node.toString());
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&' -> out.append(escapesHtml ? escape(c) : String.valueOf(c));
                case 0x2028, 0x2029 -> out.append(escape(c));
                default -> out.append(c < ' ' ? escape(c) : isLoneRawByte(text, i) ? "\\ufffd" : String.valueOf(c));
            }
        }
        out.append('"');
    }

    private static String escape(char c) {
        return String.format("\\u%04x", (int) c);
    }

    private static boolean isLoneRawByte(String text, int at) {
        return GoStrings.isRawByte(text.charAt(at)) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
