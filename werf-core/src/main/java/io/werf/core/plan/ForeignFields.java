package io.werf.core.plan;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others have set in a live object near to what the server complains about: it may be the field of theirs, which an apply leaves
 * alone, that does not go together with ours.
 */
final class ForeignFields {

    private static final int MOST = 5;

    private ForeignFields() {}

    /**
     * In words, for example {@code spec.ports[port=81, protocol=TCP] (kubectl-patch)}; at most five.
     *
     * @param complaints paths of fields as the server names them: {@code spec.ports[0].name}
     */
    static List<String> near(KubeObject live, List<String> complaints) {
        List<String> places =
                complaints.stream().map(ForeignFields::parent).distinct().toList();
        return ManagedFields.entriesOfOthers(live).stream()
                .flatMap(entry -> places.stream()
                        .flatMap(place -> at(place, Tree.map(entry, "fieldsV1")))
                        .map(path -> path + " (" + Tree.string(entry, "manager").orElse("") + ")"))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** The list that an item is in, or the whole that a field is of. */
    private static String parent(String field) {
        int item = field.indexOf('[');
        int last = field.lastIndexOf('.');
        return item > 0 ? field.substring(0, item) : last > 0 ? field.substring(0, last) : field;
    }

    private static Stream<String> at(String place, Map<String, Object> fields) {
        Map<String, Object> there = fields;
        for (String step : place.split("\\.")) {
            there = Tree.map(there, "f:" + step);
        }
        List<String> paths = new ArrayList<>();
        collect(place, there, paths);
        return paths.stream();
    }

    private static void collect(String path, Map<String, Object> fields, List<String> paths) {
        fields.forEach((element, below) -> {
            Map<String, Object> inner = Tree.map(below);
            if (PathElement.isItem(element) || element.startsWith("f:")) {
                String here = path + (element.startsWith("f:") ? "." + element.substring(2) : item(element));
                if (inner.isEmpty() || (PathElement.isItem(element) && inner.containsKey("."))) {
                    paths.add(here);
                } else {
                    collect(here, inner, paths);
                }
            }
        });
    }

    /** {@code [port=81, protocol=TCP]} */
    private static String item(String element) {
        try {
            Object keys = Json.read(element.substring(2));
            return keys instanceof Map<?, ?> map
                    ? map.entrySet().stream()
                            .map(key -> key.getKey() + "=" + key.getValue())
                            .collect(Collectors.joining(", ", "[", "]"))
                    : "[" + keys + "]";
        } catch (JsonException e) {
            return "[" + element + "]";
        }
    }
}
