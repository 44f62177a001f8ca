package io.werf.core.chart.dependency;

import io.werf.core.data.Tree;
import io.werf.core.data.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A chart that another chart needs, as {@code Chart.yaml} names it.
 *
 * @param name of the chart
 * @param version a version or a range; {@code ""} when none is given
 * @param repository {@code https://…}, {@code oci://…}, {@code file://…}, {@code @name}, {@code alias:name}; {@code ""} for a
 *     chart that lies in {@code charts/}
 * @param entry the whole entry
 */
record Dependency(String name, String version, String repository, Map<String, Object> entry) {

    private static final List<String> FIELDS_OF_HELM =
            List.of("name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias");

    static List<Dependency> of(Map<String, Object> metadata) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Object item : Tree.list(metadata, "dependencies")) {
            Map<String, Object> entry = Tree.map(item);
            dependencies.add(
                    new Dependency(text(entry, "name"), text(entry, "version"), text(entry, "repository"), entry));
        }
        return dependencies;
    }

    private static String text(Map<String, Object> entry, String key) {
        Object value = entry.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    /** What Helm hashes of it: the fields of its struct in their order, without those that are empty. */
    Map<String, Object> hashed() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : FIELDS_OF_HELM) {
            Object value = entry.get(field);
            boolean always = field.equals("name") || field.equals("repository");
            boolean empty = value == null
                    || value.equals("")
                    || value.equals(false)
                    || (value instanceof List<?> list && list.isEmpty());
            if (always || !empty) {
                fields.put(field, value == null ? "" : sorted(value));
            }
        }
        return fields;
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), sorted(item)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(Dependency::sorted).toList()
                : value;
    }

    boolean isLocalDirectory() {
        return repository.startsWith("file://");
    }

    /** The same at another address. */
    Dependency at(String address) {
        Map<String, Object> fields = new LinkedHashMap<>(entry);
        fields.put("repository", address);
        return new Dependency(name, version, address, fields);
    }

    /** The same with a version of its own. */
    Dependency locked(String exact) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("version", exact);
        fields.put("repository", repository);
        return new Dependency(name, exact, repository, fields);
    }

    @Override
    public String toString() {
        return name
                + (version.isEmpty() ? "" : " " + version)
                + (repository.isEmpty() ? "" : " from " + UserInfo.mask(repository));
    }
}
