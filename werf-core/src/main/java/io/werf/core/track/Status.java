package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** Numbers of {@code spec} and {@code status}; absent ones are 0, as controllers leave zeros out. */
record Status(KubeObject object) {

    static Status of(KubeObject object) {
        return new Status(object);
    }

    long count(String field) {
        return Tree.integer(object.body(), "status", field).orElse(0L);
    }

    String text(String field) {
        return Tree.string(object.body(), "status", field).orElse("");
    }

    /** {@code spec.replicas}, which the server sets to 1 where the manifest has none. */
    long replicas() {
        return Tree.integer(object.body(), "spec", "replicas").orElse(1L);
    }

    /** Whether the status was written for the present spec. */
    boolean isObserved() {
        return Tree.integer(object.body(), "status", "observedGeneration")
                .map(observed -> observed >= object.generation())
                .orElse(false);
    }
}
