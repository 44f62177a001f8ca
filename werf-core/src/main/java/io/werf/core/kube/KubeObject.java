package io.werf.core.kube;

import io.werf.core.data.Tree;
import java.util.Map;

/**
 * An object as the API server knows it or shall know it: a plain tree (see {@link Tree}) and the accessors that every room
 * needs. The tree is not copied; who changes it must own it.
 */
public record KubeObject(Map<String, Object> body) {

    /** Group, version, kind, namespace and name as they stand in the body; absent ones are {@code ""}. */
    public ResourceId id() {
        String apiVersion = Tree.string(body, "apiVersion").orElse("");
        int slash = apiVersion.indexOf('/');
        return new ResourceId(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                Tree.string(body, "kind").orElse(""),
                Tree.string(body, "metadata", "namespace").orElse(""),
                Tree.string(body, "metadata", "name").orElse(""));
    }

    /** {@code metadata.uid}, or {@code ""}. */
    public String uid() {
        return Tree.string(body, "metadata", "uid").orElse("");
    }

    /** {@code metadata.resourceVersion}, or {@code ""}. */
    public String resourceVersion() {
        return Tree.string(body, "metadata", "resourceVersion").orElse("");
    }

    /** Its name and uid alone, which stand for the object in every version. */
    public KubeObject anyVersion() {
        ResourceId id = id();
        return new KubeObject(Map.of(
                "apiVersion",
                id.apiVersion(),
                "kind",
                id.kind(),
                "metadata",
                Map.of("name", id.name(), "namespace", id.namespace(), "uid", uid())));
    }

    /** {@code metadata.generation}, or 0. */
    public long generation() {
        return Tree.integer(body, "metadata", "generation").orElse(0L);
    }

    /** {@code metadata.annotations}. */
    public Map<String, Object> annotations() {
        return Tree.map(body, "metadata", "annotations");
    }

    /** {@code metadata.labels}. */
    public Map<String, Object> labels() {
        return Tree.map(body, "metadata", "labels");
    }

    /** Whether the object is being deleted. */
    public boolean isTerminating() {
        return Tree.get(body, "metadata", "deletionTimestamp") != null;
    }
}
