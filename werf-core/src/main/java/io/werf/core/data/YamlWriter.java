package io.werf.core.data;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plain tree (see {@link Tree}) as YAML, byte for byte as Helm and kubectl do: keys in natural order, two blanks of
 * indentation, lists at the indentation of their key, quotes only where the bare text would mean something else. Pure.
 */
public final class YamlWriter {

    private static final int LONGEST_SIMPLE_KEY = 128;
    private static final int DEEPEST = 500;

    private final StringBuilder out = new StringBuilder();
    private final int listIndent;

    private YamlWriter(int listIndent) {
        this.listIndent = listIndent;
    }

    /**
     * One document, ending in a line break.
     *
     * @throws IllegalArgumentException if the tree is nested deeper than 500 (it may contain itself), or holds a number that
     *     JSON does not have (NaN, infinite)
     */
    public static String write(@Nullable Object tree) {
        return write(tree, 0);
    }

    /** {@link #write} with lists two blanks deeper than their key. */
    public static String writeIndented(@Nullable Object tree) {
        return write(tree, 2);
    }

    private static String write(@Nullable Object tree, int listIndent) {
        YamlWriter writer = new YamlWriter(listIndent);
        writer.node(tree, 0, 0);
        return writer.out.toString();
    }

    private void node(@Nullable Object node, int indent, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST);
        }
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            map(map, indent, depth);
        } else if (node instanceof Collection<?> list && !list.isEmpty()) {
            list(list, indent, depth);
        } else {
            scalar(node, indent == 0 && depth == 0 ? 2 : indent);
            out.append('\n');
        }
    }

    private void map(Map<?, ?> map, int indent, int depth) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(NaturalOrder.INSTANCE);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            sorted.put(String.valueOf(entry.getKey()), entry.getValue());
        }
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            if (!first) {
                out.append(" ".repeat(indent));
            }
            first = false;
            key(entry.getKey(), indent);
            value(entry.getValue(), indent, depth);
        }
    }

    private void key(String key, int indent) {
        boolean simple = key.indexOf('\n') < 0
                && key.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
        if (simple) {
            out.append(key.isEmpty() ? "\"\"" : text(key, true, indent + 2)).append(':');
        } else {
            out.append("? ");
            out.append(YamlFolding.fold(text(key, false, indent + 2), column(), indent + 2));
            out.append('\n').append(" ".repeat(indent)).append(':');
        }
    }

    private void value(@Nullable Object value, int indent, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n').append(" ".repeat(indent + 2));
            node(value, indent + 2, depth + 1);
        } else if (value instanceof Collection<?> list && !list.isEmpty()) {
            out.append('\n').append(" ".repeat(indent + listIndent));
            node(value, indent + listIndent, depth + 1);
        } else {
            out.append(' ');
            scalar(value, indent + 2);
            out.append('\n');
        }
    }

    private void list(Collection<?> list, int indent, int depth) {
        boolean first = true;
        for (Object item : list) {
            if (!first) {
                out.append(" ".repeat(indent));
            }
            first = false;
            out.append("- ");
            node(item, indent + 2, depth + 1);
        }
    }

    private void scalar(@Nullable Object value, int indent) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof Map) {
            out.append("{}");
        } else if (value instanceof Collection) {
            out.append("[]");
        } else if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            out.append(value);
        } else if (value instanceof BigInteger number && number.bitLength() <= 64 && number.signum() > 0) {
            out.append(number);
        } else if (value instanceof Number number) {
            out.append(number(number.doubleValue()));
        } else {
            out.append(YamlFolding.fold(text(value.toString(), false, indent), column(), indent));
        }
    }

    /** Unless it indents, that writer goes through JSON, where a float without a fraction is an integer. */
    private String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("unsupported value: " + GoNumbers.shortest(value, 21, -6));
        }
        boolean integer = listIndent == 0 && value == Math.rint(value) && value > -0x1p63 && value < 0x1p64;
        return integer ? GoNumbers.shortest(value + 0.0, 21, -6) : GoNumbers.shortest(value, 6, -4);
    }

    private int column() {
        return out.codePointCount(out.lastIndexOf("\n") + 1, out.length());
    }

    static String text(String text, boolean simpleKey, int indent) {
        if (text.isEmpty()) {
            return "\"\"";
        }
        return switch (YamlScalarStyle.of(text, simpleKey)) {
            case PLAIN -> text;
            case SINGLE_QUOTED -> "'" + text.replace("'", "''") + "'";
            case DOUBLE_QUOTED -> YamlScalarStyle.doubleQuoted(text);
            case LITERAL -> literal(text, indent);
        };
    }

    static String literal(String text, int indent) {
        StringBuilder block = new StringBuilder("|");
        if (text.startsWith(" ") || text.startsWith("\n")) {
            block.append('2');
        }
        if (!text.endsWith("\n")) {
            block.append('-');
        } else if (text.equals("\n") || text.endsWith("\n\n")) {
            block.append('+');
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            block.append('\n');
            if (!line.isEmpty()) {
                block.append(" ".repeat(indent)).append(line);
            }
        }
        return block.toString();
    }
}
