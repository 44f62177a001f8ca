package io.werf.core.template.functions;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes TOML as Helm does: keys sorted, simple values before tables, tables indented by two blanks. */
final class TomlWriter {

    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();

    private TomlWriter() {}

    static String write(@Nullable Object tree) {
        if (tree == null) {
            throw FunctionException.of("reflect: call of reflect.Value.Type on zero Value");
        }
        try {
            Object plain = GoTrees.plainWithTimes(tree);
            if (!(plain instanceof Map<?, ?> map)) {
                return value(plain, 0);
            }
            TomlWriter writer = new TomlWriter();
            writer.table(map, "", 0);
            return writer.out.toString();
        } catch (FunctionException e) {
            if (e.isTooLarge()) {
                throw e;
            }
            return String.valueOf(e.getMessage());
        }
    }

    private void table(Map<?, ?> map, String path, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "cannot be written as TOML: nested deeper than " + DEEPEST);
        }
        String indent = "  ".repeat(Math.max(0, depth));
        Map<String, Object> tables = new TreeMap<>();
        for (Map.Entry<String, @Nullable Object> entry : GoValues.sorted(map).entrySet()) {
            Object value = entry.getValue();
            if (value instanceof Map || isListOfTables(value)) {
                tables.put(entry.getKey(), value);
            } else if (value != null) {
                out.append(indent)
                        .append(key(entry.getKey()))
                        .append(" = ")
                        .append(value(value, 0))
                        .append('\n');
            }
        }
        tables.forEach((key, value) -> subtables(value, path.isEmpty() ? key(key) : path + "." + key(key), depth));
    }

    private void subtables(Object value, String path, int depth) {
        String indent = "  ".repeat(depth);
        if (value instanceof Map<?, ?> map) {
            if (depth == 0) {
                separate();
            }
            out.append(indent).append('[').append(path).append("]\n");
            table(map, path, depth + 1);
            return;
        }
        for (Object item : (Collection<?>) value) {
            separate();
            out.append(indent).append("[[").append(path).append("]]\n");
            table((Map<?, ?>) item, path, depth + 1);
        }
    }

    private void separate() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    private static boolean isListOfTables(@Nullable Object value) {
        return value instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(Map.class::isInstance);
    }

    private static String value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "cannot be written as TOML: nested deeper than " + DEEPEST);
        }
        if (value == null) {
            throw FunctionException.ofArgument(0, "toml: cannot encode array with nil element");
        }
        if (value instanceof String text) {
            return quote(text);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        if (value instanceof ZonedDateTime time) {
            return time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        }
        if (value instanceof Map<?, ?> map) {
            List<String> entries = GoValues.sorted(map).entrySet().stream()
                    .map(entry -> key(entry.getKey()) + " = " + value(entry.getValue(), depth + 1))
                    .toList();
            return "{" + String.join(", ", entries) + "}";
        }
        if (value instanceof Collection<?> list) {
            return "["
                    + String.join(
                            ", ",
                            list.stream().map(item -> value(item, depth + 1)).toList()) + "]";
        }
        return value.toString();
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        String text = io.werf.core.data.GoNumbers.shortest(number, 6, -4);
        return text.contains(".") || text.contains("e") ? text : text + ".0";
    }

    private static String key(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? key : quote(key);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c < ' ' || c == 0x7F) {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
