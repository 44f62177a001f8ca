package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads TOML into a plain tree with times, by the rules and with most of the messages of the library that Helm has. */
final class TomlReader {

    private static final int DEEPEST = 200;

    private final TomlText text;
    private final Set<String> tables = new HashSet<>();
    private List<String> path = List.of();
    private @Nullable String key;
    private int depth;

    private TomlReader(String text) {
        this.text = new TomlText(text.replace("\r\n", "\n"));
    }

    /** @throws FunctionException if it is not TOML */
    static Map<String, Object> read(String text) {
        TomlReader reader = new TomlReader(text);
        try {
            return reader.document();
        } catch (FunctionException e) {
            String lastKey = reader.key == null ? "" : " (last key " + GoFormat.quote(reader.key) + ")";
            throw FunctionException.ofArgument(0, "toml: line " + reader.text.line() + lastKey + ": " + e.getMessage());
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Object> table = root;
        for (text.skipBlank(); !text.isAtEnd(); text.skipBlank()) {
            if (text.accept("[[")) {
                path = tableName();
                if (!text.accept("]")) {
                    throw FunctionException.of(
                            "expected end of table array name delimiter ']', but got " + text.found() + " instead");
                }
                table = newElement(root, path);
            } else if (text.accept("[")) {
                path = tableName();
                if (!tables.add(String.join("\n", path))) {
                    throw defined(path);
                }
                table = tableOf(root, path);
            } else {
                assignment(table);
            }
            text.endOfLine();
        }
        return root;
    }

    private List<String> tableName() {
        List<String> name = new ArrayList<>();
        do {
            text.skipSpace();
            if (text.isAt(']') || text.isAt('.')) {
                throw FunctionException.of("unexpected end of table name (table names cannot be empty)");
            }
            name.add(text.key("'.' or ']' to end table name"));
            text.skipSpace();
        } while (text.accept("."));
        if (!text.accept("]")) {
            throw FunctionException.of("expected '.' or ']' to end table name, but got " + text.found() + " instead");
        }
        return name;
    }

    private void assignment(Map<String, Object> table) {
        List<String> keys = new ArrayList<>();
        do {
            text.skipSpace();
            if (text.isAt('=') || text.isAtEnd()) {
                throw FunctionException.of("unexpected '=': key name appears blank");
            }
            keys.add(text.key("'.' or '='"));
            text.skipSpace();
        } while (text.accept("."));
        if (!text.accept("=")) {
            throw FunctionException.of(
                    text.isAtEnd()
                            ? "unexpected EOF; expected key separator '='"
                            : "expected '.' or '=', but got " + text.found() + " instead");
        }
        String outer = key;
        List<String> outerPath = path;
        path = joined(path, keys);
        key = String.join(".", path);
        Map<String, Object> owner = tableOf(table, keys.subList(0, keys.size() - 1));
        Object value = value();
        if (owner.putIfAbsent(keys.get(keys.size() - 1), value) != null) {
            throw defined(path);
        }
        path = outerPath;
        key = outer;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static FunctionException defined(List<String> path) {
        return FunctionException.of("Key '" + String.join(".", path) + "' has already been defined.");
    }

    private static Map<String, Object> tableOf(Map<String, Object> root, List<String> keys) {
        Map<String, Object> table = root;
        for (int i = 0; i < keys.size(); i++) {
            Object next = table.computeIfAbsent(keys.get(i), k -> new LinkedHashMap<String, Object>());
            if (next instanceof List<?> list && !list.isEmpty()) {
                next = list.get(list.size() - 1);
            }
            if (!(next instanceof Map)) {
                throw FunctionException.of(
                        "Key '" + String.join(".", keys.subList(0, i + 1)) + "' was already created as a hash.");
            }
            table = Tree.map(next);
        }
        return table;
    }

    private static Map<String, Object> newElement(Map<String, Object> root, List<String> keys) {
        Map<String, Object> owner = tableOf(root, keys.subList(0, keys.size() - 1));
        String last = keys.get(keys.size() - 1);
        Object elements = owner.computeIfAbsent(last, k -> new Elements());
        if (!(elements instanceof Elements list)) {
            throw FunctionException.of(
                    "Key '" + String.join(".", keys) + "' was already created and cannot be used as an array.");
        }
        Map<String, Object> element = new LinkedHashMap<>();
        list.add(element);
        return element;
    }

    /** A list of tables, which grows with each header of its name; a list that is a value does not. */
    private static final class Elements extends ArrayList<Object> {}

    private Object value() {
        if (++depth > DEEPEST) {
            throw FunctionException.of("nested deeper than " + DEEPEST);
        }
        text.skipSpace();
        if (text.isAtEnd()) {
            throw FunctionException.of("unexpected EOF; expected value");
        }
        Object value;
        if (text.isAt('"') || text.isAt('\'')) {
            value = text.string();
        } else if (text.accept("[")) {
            value = array();
        } else if (text.accept("{")) {
            value = inlineTable();
        } else {
            value = TomlScalars.value(text.scalar());
        }
        depth--;
        return value;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        for (text.skipBlank(); !text.accept("]"); text.skipBlank()) {
            items.add(value());
            text.skipBlank();
            if (!text.accept(",") && !text.isAt(']')) {
                throw FunctionException.of("expected a comma (',') or array terminator (']'), but got " + text.found());
            }
        }
        return items;
    }

    private Map<String, Object> inlineTable() {
        Map<String, Object> table = new LinkedHashMap<>();
        for (text.skipBlank(); !text.accept("}"); text.skipBlank()) {
            assignment(table);
            text.skipBlank();
            if (!text.accept(",") && !text.isAt('}')) {
                throw FunctionException.of(
                        "expected a comma or an inline table terminator '}', but got " + text.found() + " instead");
            }
        }
        return table;
    }
}
