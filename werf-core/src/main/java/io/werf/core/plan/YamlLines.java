package io.werf.core.plan;

import io.werf.core.data.Json;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tree as lines of YAML, for reading. */
final class YamlLines {

    /** Text that no reader of YAML takes for anything else. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./(][-A-Za-z0-9_./:@+=()→, ]*[A-Za-z0-9_/()=]|[A-Za-z0-9]");

    private final List<String> lines = new ArrayList<>();

    private YamlLines() {}

    static List<String> of(Map<String, Object> tree) {
        YamlLines writer = new YamlLines();
        writer.map(tree, "", "");
        return writer.lines;
    }

    private void map(Map<?, ?> map, String first, String indent) {
        String lead = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            node(entry.getValue(), lead + scalar(String.valueOf(entry.getKey())) + ":", indent);
            lead = indent;
        }
    }

    /** @param head what stands before the node on its line */
    private void node(@Nullable Object node, String head, String indent) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            lines.add(head);
            map(map, indent + "  ", indent + "  ");
        } else if (node instanceof List<?> list && !list.isEmpty()) {
            lines.add(head);
            list.forEach(item -> item(item, indent));
        } else if (node instanceof String text && text.contains("\n") && text.indexOf('\r') < 0) {
            lines.add(head + (text.endsWith("\n") ? " |" : " |-"));
            text.lines().forEach(line -> lines.add(line.isEmpty() ? "" : indent + "  " + line));
        } else {
            lines.add(head + " " + scalar(node));
        }
    }

    private void item(@Nullable Object item, String indent) {
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            map(map, indent + "- ", indent + "  ");
        } else {
            node(item, indent + "-", indent);
        }
    }

    private static String scalar(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return "{}";
        }
        if (value instanceof List<?>) {
            return "[]";
        }
        return value instanceof String text && isPlain(text) ? text : Json.write(value);
    }

    private static boolean isPlain(String text) {
        if (!PLAIN.matcher(text).matches() || text.contains(": ")) {
            return false;
        }
        Optional<?> read = Yaml.read(text, "", Yaml.DuplicateKeys.REFUSED);
        return read.isPresent() && read.get() instanceof ScalarNode scalar && text.equals(scalar.value());
    }
}
