package io.werf.core.data;

import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A YAML document that remembers where each of its nodes stands. Aliases and merge keys are already resolved. */
public sealed interface YamlNode {

    /** Where the node begins. */
    Location location();

    /** The plain tree (see {@link Tree}) of this node: fresh maps and lists that can be changed. */
    @Nullable
    Object plain();

    /** What kind of node this is, for messages: "a map", "a list", "a string", "a number", "a boolean", "null". */
    String kind();

    /** A mapping; entries are in the order of the file, keys are unique. */
    record MapNode(Location location, List<Entry> entries) implements YamlNode {
        /** The value of {@code key}, or null. */
        public @Nullable YamlNode get(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry.value();
                }
            }
            return null;
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.key(), entry.value().plain()));
            return Nulls.allowed(map);
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param key what Kubernetes' readers make of the key: the JSON text of what is not a string in YAML, {@code true} for
     *     {@code on}
     * @param written the key as it stands in the file
     */
    record Entry(String key, String written, Location keyLocation, YamlNode value) {}

    /** A sequence. */
    record ListNode(Location location, List<YamlNode> items) implements YamlNode {
        @Override
        public List<Object> plain() {
            List<@Nullable Object> list = new ArrayList<>();
            items.forEach(item -> list.add(item.plain()));
            return Nulls.allowed(list);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * A scalar.
     *
     * @param value a string, long, BigInteger, double, boolean or null, by the rules of Kubernetes' YAML reader
     * @param text the text as written, without quotes
     */
    record ScalarNode(Location location, @Nullable Object value, String text) implements YamlNode {
        @Override
        public @Nullable Object plain() {
            return value;
        }

        @Override
        public String kind() {
            if (value == null) {
                return "null";
            }
            return value instanceof String ? "a string" : value instanceof Boolean ? "a boolean" : "a number";
        }
    }
}
