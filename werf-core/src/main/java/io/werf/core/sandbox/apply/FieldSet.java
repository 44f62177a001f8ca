package io.werf.core.sandbox.apply;

import io.werf.core.data.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields of an object. Each is a path of steps in the notation of {@code metadata.managedFields}: {@code f:name} for
 * a key of a map, {@code k:{…}} for an item of a list known by keys, {@code v:…} for a member of a set. Immutable.
 */
record FieldSet(Set<List<String>> paths) {

    static final FieldSet EMPTY = new FieldSet(Set.of());

    private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");
    private static final Set<String> SYSTEM_METADATA = Set.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "generateName",
            "selfLink",
            "managedFields");

    /** The fields that a tree sets; {@code containers} also counts the maps and lists that hold them. */
    static FieldSet of(Map<String, Object> tree, Structure structure, boolean containers) {
        Set<List<String>> paths = new LinkedHashSet<>();
        Collector collector = new Collector(structure, containers, paths);
        tree.forEach((field, value) -> {
            if (field.equals("metadata") && value instanceof Map<?, ?> metadata) {
                metadata.forEach((key, inner) -> {
                    if (!SYSTEM_METADATA.contains(String.valueOf(key))) {
                        collector.walk(inner, List.of("f:metadata", "f:" + key), String.valueOf(key));
                    }
                });
            } else if (!IDENTITY.contains(field)) {
                // Data's keys are the user's: none of them is a list of Kubernetes.
                collector.walk(value, List.of("f:" + field), field);
            }
        });
        return new FieldSet(paths);
    }

    private record Collector(Structure structure, boolean containers, Set<List<String>> paths) {

        void walk(@Nullable Object node, List<String> path, String field) {
            if (node instanceof Map<?, ?> map && !map.isEmpty() && !structure.isAtomicMap(field)) {
                container(path);
                map.forEach((key, value) -> walk(value, with(path, "f:" + key), String.valueOf(key)));
            } else if (node instanceof List<?> list && !list.isEmpty() && structure.isSet(field)) {
                container(path);
                list.forEach(item -> paths.add(with(path, "v:" + Json.write(item))));
            } else if (node instanceof List<?> list
                    && !list.isEmpty()
                    && structure.keys(field, list).isPresent()) {
                container(path);
                List<String> keys = structure.keys(field, list).get();
                for (Object item : list) {
                    Map<?, ?> map = (Map<?, ?>) item;
                    List<String> at = with(path, Structure.keyStep(keys, map));
                    paths.add(at);
                    map.forEach((key, value) -> walk(value, with(at, "f:" + key), String.valueOf(key)));
                }
            } else {
                paths.add(path);
            }
        }

        private void container(List<String> path) {
            if (containers) {
                paths.add(path);
            }
        }
    }

    static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    FieldSet minus(FieldSet other) {
        return filter(path -> !other.paths.contains(path));
    }

    FieldSet plus(FieldSet other) {
        Set<List<String>> all = new LinkedHashSet<>(paths);
        all.addAll(other.paths);
        return new FieldSet(all);
    }

    FieldSet filter(Predicate<List<String>> keep) {
        Set<List<String>> kept = new LinkedHashSet<>(paths);
        kept.removeIf(keep.negate());
        return new FieldSet(kept);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    /** Whether this set has the field or one below it. */
    boolean hasAtOrBelow(List<String> path) {
        return paths.contains(path)
                || paths.stream()
                        .anyMatch(p -> p.size() > path.size()
                                && p.subList(0, path.size()).equals(path));
    }

    /** The nested form that is stored. */
    Map<String, Object> toFieldsV1() {
        Map<String, Object> root = new TreeMap<>();
        for (List<String> path : paths) {
            Map<String, Object> node = root;
            for (String step : path) {
                node = child(node, step);
            }
            node.put(".", new TreeMap<String, Object>());
        }
        dropLeafMarks(root);
        return root;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> node, String step) {
        return (Map<String, Object>) node.computeIfAbsent(step, s -> new TreeMap<String, Object>());
    }

    // A field without fields below it is written as {}; only one with both is marked by a dot.
    @SuppressWarnings("unchecked")
    private static void dropLeafMarks(Map<String, Object> node) {
        if (node.size() == 1) {
            node.remove(".");
        }
        node.values().forEach(child -> dropLeafMarks((Map<String, Object>) child));
    }

    /** Reads the nested form. */
    static FieldSet fromFieldsV1(Map<?, ?> fields) {
        Set<List<String>> paths = new LinkedHashSet<>();
        fields.forEach((step, child) -> collect(child, List.of(String.valueOf(step)), paths));
        return new FieldSet(paths);
    }

    private static void collect(@Nullable Object node, List<String> path, Set<List<String>> paths) {
        if (!(node instanceof Map<?, ?> map) || map.isEmpty()) {
            paths.add(path);
            return;
        }
        map.forEach((step, child) -> {
            if (step.equals(".")) {
                paths.add(path);
            } else {
                collect(child, with(path, String.valueOf(step)), paths);
            }
        });
    }
}
