package io.werf.core.config;

import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one map by their types. Reading a key makes it a known one: {@link #finish} refuses all others, so
 * that a new key is one line where it is read. A key without a value counts as absent. Not thread-safe.
 */
final class MapReader {

    private final ConfigText source;
    private final MapNode map;
    private final String name;
    private final boolean open;
    private final TreeSet<String> known = new TreeSet<>();

    /**
     * A reader of {@code map}.
     *
     * @param name what the map is, for messages: {@code image "backend"}, {@code deploy}
     */
    MapReader(ConfigText source, MapNode map, String name) {
        this(source, map, name, false);
    }

    private MapReader(ConfigText source, MapNode map, String name, boolean open) {
        this.source = source;
        this.map = map;
        this.name = name;
        this.open = open;
    }

    /** A reader of a whole document in which keys that nobody reads are no mistake. */
    static MapReader open(ConfigText source, MapNode map) {
        return new MapReader(source, map, "", true);
    }

    Location location() {
        return map.location();
    }

    /** Whether the key is written, with or without a value. */
    boolean has(String key) {
        known.add(key);
        return map.get(key) != null;
    }

    Optional<String> string(String key) {
        return value(key).map(node -> text(key, node, "a string"));
    }

    boolean bool(String key, boolean fallback) {
        return value(key)
                .map(node -> scalar(key, node, Boolean.class, "a boolean (true or false)"))
                .orElse(fallback);
    }

    long integer(String key, long fallback) {
        return value(key)
                .map(node -> scalar(key, node, Long.class, "a whole number"))
                .orElse(fallback);
    }

    /** A scalar of any type, as it is written. */
    Optional<String> scalarText(String key) {
        return value(key).map(node -> written(key, node));
    }

    /** A string or a list of strings. */
    List<String> strings(String key) {
        return value(key)
                .map(node -> node instanceof ListNode list
                        ? list.items().stream()
                                .map(item -> text(key, item, "a list of strings"))
                                .toList()
                        : List.of(text(key, node, "a string or a list of strings")))
                .orElse(List.of());
    }

    /** A list of strings; empty when the key is absent. */
    Optional<List<String>> list(String key) {
        return value(key).map(node -> {
            if (!(node instanceof ListNode)) {
                throw wrongType(key, node, "a list of strings");
            }
            return strings(key);
        });
    }

    /** A scalar or a list of scalars of any type. */
    List<String> scalarTextList(String key) {
        return value(key)
                .map(node -> node instanceof ListNode list
                        ? list.items().stream().map(item -> written(key, item)).toList()
                        : List.of(written(key, node)))
                .orElse(List.of());
    }

    /** A map of scalars of any type, in the order of the file. */
    Map<String, String> scalarTexts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        value(key)
                .ifPresent(node -> mapNode(key, node)
                        .entries()
                        .forEach(entry ->
                                texts.put(entry.written(), written(key + "." + entry.written(), entry.value()))));
        return texts;
    }

    /** A map with keys of its own; the reader's {@code finish} is called when {@code read} is done. */
    <T> Optional<T> section(String key, Function<MapReader, T> read) {
        return value(key).map(node -> finished(key, mapNode(key, node), read));
    }

    /** A map with keys of its own, not finished; without entries when the key is absent. */
    MapReader inner(String key) {
        MapNode node =
                value(key).map(found -> mapNode(key, found)).orElseGet(() -> new MapNode(map.location(), List.of()));
        return new MapReader(source, node, key, open);
    }

    /** A list of such maps. */
    <T> List<T> sections(String key, Function<MapReader, T> read) {
        return value(key)
                .map(node -> {
                    if (!(node instanceof ListNode list)) {
                        throw wrongType(key, node, "a list of maps");
                    }
                    return list.items().stream()
                            .map(item -> finished(key, mapNode(key, item), read))
                            .toList();
                })
                .orElse(List.of());
    }

    /** Keys that are known elsewhere: they are named as such, not as typing mistakes. */
    void refuse(String why, String... keys) {
        for (String key : keys) {
            if (map.get(key) != null) {
                throw keyError(key, "\"" + key + "\"" + in() + " " + why);
            }
        }
    }

    /** Refuses the keys that nobody has read. */
    void finish() {
        for (Entry entry : map.entries()) {
            if (!open && !known.contains(entry.key())) {
                String meant = Nearest.to(entry.key(), known)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElse("; there are: " + String.join(", ", known));
                throw keyError(entry.key(), "unknown key \"" + entry.key() + "\"" + in() + meant);
            }
        }
    }

    /** The error for a key that must be there. */
    ConfigException missing(String key) {
        return source.error(map.location(), 1, "key \"" + key + "\" is missing" + in());
    }

    /** An error about the value of a key. */
    ConfigException error(String key, String message) {
        YamlNode node = map.get(key);
        return node == null ? source.error(map.location(), 1, message) : valueError(node, message);
    }

    /** The lines around the value of a key. */
    Excerpt excerpt(String key) {
        return error(key, "").excerpt().orElseThrow();
    }

    /** An error about a part of the value of a key, a string in one line. */
    ConfigException error(String key, String message, int offset, int width) {
        YamlNode node = map.get(key);
        if (node == null || isBlock(node)) {
            return error(key, message);
        }
        char first = source.at(node.location());
        int quote = first == '"' || first == '\'' ? 1 : 0;
        Location at = new Location(
                node.location().file(), node.location().line(), node.location().column() + quote + offset);
        return source.error(at, width, message);
    }

    private boolean isBlock(YamlNode node) {
        char first = source.at(node.location());
        return first == '|' || first == '>' || first == '*' || first == '&' || first == '!';
    }

    private <T> T finished(String key, MapNode node, Function<MapReader, T> read) {
        MapReader reader = new MapReader(source, node, key, open);
        T result = read.apply(reader);
        reader.finish();
        return result;
    }

    private Optional<YamlNode> value(String key) {
        known.add(key);
        YamlNode node = map.get(key);
        return node == null || (node instanceof ScalarNode scalar && scalar.value() == null)
                ? Optional.empty()
                : Optional.of(node);
    }

    private String text(String key, YamlNode node, String wanted) {
        return scalar(key, node, String.class, wanted);
    }

    private <T> T scalar(String key, YamlNode node, Class<T> type, String wanted) {
        if (node instanceof ScalarNode scalar && type.isInstance(scalar.value())) {
            return type.cast(scalar.value());
        }
        throw wrongType(key, node, wanted);
    }

    /** Numbers stay as they are written: {@code 1.10} is a version more often than it is 1.1. */
    private String written(String key, YamlNode node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrongType(key, node, "a string, a number or a boolean");
        }
        Object value = scalar.value();
        return value == null ? "" : value instanceof Boolean ? value.toString() : scalar.text();
    }

    private MapNode mapNode(String key, YamlNode node) {
        if (node instanceof MapNode found) {
            return found;
        }
        throw wrongType(key, node, "a map");
    }

    private ConfigException wrongType(String key, YamlNode node, String wanted) {
        return valueError(node, "\"" + key + "\"" + in() + " must be " + wanted + ", found " + node.kind());
    }

    private ConfigException valueError(YamlNode node, String message) {
        int width = node instanceof ScalarNode scalar && !isBlock(node)
                ? Math.max(1, scalar.text().length())
                : 1;
        char first = source.at(node.location());
        int quotes = first == '"' || first == '\'' ? 2 : 0;
        return source.error(node.location(), width + quotes, message);
    }

    private ConfigException keyError(String key, String message) {
        @Nullable
        Location at = map.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::keyLocation)
                .findFirst()
                .orElse(null);
        return source.error(at == null ? map.location() : at, key.length(), message);
    }

    private String in() {
        return name.isEmpty() ? "" : " in " + name;
    }
}
