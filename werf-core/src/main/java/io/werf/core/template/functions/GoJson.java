package io.werf.core.template.functions;

import io.werf.core.data.GoNumbers;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as Go's encoder writes it: keys sorted, {@code <}, {@code >} and {@code &} escaped. */
final class GoJson {

    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();

    private GoJson() {}

    static String write(@Nullable Object tree) {
        GoJson writer = new GoJson();
        writer.node(tree, 0);
        return writer.out.toString();
    }

    private void node(@Nullable Object node, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "cannot be written as JSON: nested deeper than " + DEEPEST);
        }
        if (node instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<String, @Nullable Object> entry :
                    GoValues.sorted(map).entrySet()) {
                out.append(separator);
                string(entry.getKey());
                out.append(':');
                node(entry.getValue(), depth + 1);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (node instanceof Collection<?> list) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator);
                node(item, depth + 1);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (node instanceof Double value) {
            if (!Double.isFinite(value)) {
                throw FunctionException.ofArgument(0, "cannot be written as JSON: unsupported value " + value);
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
                case '<', '>', '&', 0x2028, 0x2029 -> out.append(String.format("\\u%04x", (int) c));
                default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
