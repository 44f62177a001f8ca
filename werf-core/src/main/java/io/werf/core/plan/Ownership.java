package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.Map;
import java.util.stream.Collectors;

/** Helm's marks that say which release an object belongs to. */
record Ownership(String release, String namespace) {

    private static final String RELEASE_NAME = "meta.helm.sh/release-name";
    private static final String RELEASE_NAMESPACE = "meta.helm.sh/release-namespace";
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Selects the objects of every Helm release; there is no label for a certain one. */
    static final String LABEL_SELECTOR = MANAGED_BY + "=Helm";

    /** Writes the marks into an object. */
    void mark(Map<String, Object> body) {
        Map<String, Object> annotations = Tree.mapForWriting(body, "metadata", "annotations");
        annotations.put(RELEASE_NAME, release);
        annotations.put(RELEASE_NAMESPACE, namespace);
        Tree.mapForWriting(body, "metadata", "labels").put(MANAGED_BY, "Helm");
    }

    /** Whether the object's annotations name this release. */
    boolean owns(KubeObject live) {
        return release.equals(live.annotations().get(RELEASE_NAME))
                && namespace.equals(live.annotations().get(RELEASE_NAMESPACE));
    }

    /** Whether the object is ours in every respect, so that it may be deleted. */
    boolean mayDelete(KubeObject live) {
        return owns(live) && "Helm".equals(live.labels().get(MANAGED_BY));
    }

    /** Whose the object is, for people. */
    static String owner(KubeObject live) {
        Object release = live.annotations().get(RELEASE_NAME);
        if (release != null) {
            return "release " + release + " in namespace " + live.annotations().get(RELEASE_NAMESPACE);
        }
        Object manager = live.labels().get(MANAGED_BY);
        if (manager != null && !manager.equals("Helm")) {
            return "no release, and is managed by " + manager;
        }
        String writers = Tree.list(live.body(), "metadata", "managedFields").stream()
                .flatMap(entry -> Tree.string(entry, "manager").stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return "no release" + (writers.isEmpty() ? "" : ", and was written by " + writers);
    }
}
