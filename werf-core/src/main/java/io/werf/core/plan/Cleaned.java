package io.werf.core.plan;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects without what the server writes for itself and without annotations that do not change what runs. */
final class Cleaned {

    private static final List<String> SERVER_FIELDS = List.of(
            "managedFields",
            "resourceVersion",
            "uid",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "selfLink",
            "finalizers");

    /** Kubectl's copy of the whole object, secrets included. */
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private Cleaned() {}

    /** A changed copy of the object. */
    static Map<String, Object> of(Map<String, Object> object) {
        Map<String, Object> body = withAnnotations(object);
        if (body.get("metadata") instanceof Map<?, ?>) {
            clean(Tree.mapForWriting(body, "metadata"), "annotations");
        }
        return body;
    }

    /** A copy that has lost only what the server writes for itself. */
    static Map<String, Object> withAnnotations(Map<String, Object> object) {
        Map<String, Object> body = Tree.copy(object);
        body.remove("status");
        if (body.get("metadata") instanceof Map<?, ?>) {
            Map<String, Object> metadata = Tree.mapForWriting(body, "metadata");
            SERVER_FIELDS.forEach(metadata::remove);
            Tree.mapForWriting(metadata, "annotations").remove(LAST_APPLIED);
            for (String field : List.of("annotations", "labels")) {
                if (Tree.map(metadata, field).isEmpty()) {
                    metadata.remove(field);
                }
            }
        }
        return body;
    }

    private static void clean(Map<String, Object> metadata, String field) {
        Map<String, Object> annotations = new LinkedHashMap<>(Tree.map(metadata, field));
        annotations.keySet().removeIf(Cleaned::isIgnoredAnnotation);
        if (annotations.isEmpty()) {
            metadata.remove(field);
        } else {
            metadata.put(field, annotations);
        }
    }

    /** Annotations that steer a deploy or say where it came from: a change of them alone is no change. */
    static boolean isIgnoredAnnotation(String key) {
        int slash = key.indexOf('/');
        String domain = slash < 0 ? "" : key.substring(0, slash);
        return domain.equals("helm.sh")
                || domain.equals("werf.io")
                || domain.endsWith(".werf.io")
                || key.equals(LAST_APPLIED)
                || key.equals("deployment.kubernetes.io/revision");
    }
}
