package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A live object without what the server and others have added: what is worth to be compared with its successor. */
final class OwnFields {

    private static final List<String> IDENTITY = List.of("name", "namespace", "uid");

    private OwnFields() {}

    /** What our applies made of the object, and what names it; all of it when we never applied it. */
    static Map<String, Object> of(KubeObject live) {
        Map<String, Object> fields = LocalComparison.ownFields(live);
        if (fields.isEmpty()) {
            return live.body();
        }
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("apiVersion", live.body().get("apiVersion"));
        own.put("kind", live.body().get("kind"));
        own.putAll(map(live.body(), fields));
        Map<String, Object> metadata = Tree.mapForWriting(own, "metadata");
        for (String key : IDENTITY) {
            Optional.ofNullable(Tree.get(live.body(), "metadata", key)).ifPresent(value -> metadata.put(key, value));
        }
        return own;
    }

    private static Map<String, Object> map(Map<String, Object> node, Map<String, Object> fields) {
        Map<String, Object> own = new LinkedHashMap<>();
        node.forEach((key, value) -> {
            if (fields.containsKey("f:" + key)) {
                own.put(key, own(value, Tree.map(fields, "f:" + key)));
            }
        });
        return own;
    }

    /** @param fields none means that the whole is one value */
    private static Object own(Object node, Map<String, Object> fields) {
        if (!fields.isEmpty() && node instanceof Map<?, ?>) {
            return map(Tree.map(node), fields);
        }
        if (!fields.isEmpty() && node instanceof List<?> list) {
            return list(list, fields);
        }
        return node;
    }

    private static List<Object> list(List<?> items, Map<String, Object> fields) {
        List<Object> own = new ArrayList<>();
        for (Object item : items) {
            fields.keySet().stream()
                    .filter(field -> PathElement.means(field, item))
                    .findFirst()
                    .ifPresent(field -> own.add(own(item, Tree.map(fields, field))));
        }
        return own;
    }
}
