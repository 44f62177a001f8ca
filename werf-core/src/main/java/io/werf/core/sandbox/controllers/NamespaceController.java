package io.werf.core.sandbox.controllers;

import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.Deletion;
import io.werf.core.sandbox.api.Kind;
import java.util.Map;

/** Empties a namespace that is being deleted, then lets it go. */
record NamespaceController(ApiObjects objects) implements Reconciler {

    @Override
    public void reconcile(Map<String, Object> namespace) {
        if (!Cluster.isTerminating(namespace)) {
            return;
        }
        String name = Cluster.name(namespace);
        boolean empty = true;
        for (Kind kind : objects.kinds().all()) {
            if (!kind.namespaced()) {
                continue;
            }
            for (Map<String, Object> object : objects.list(kind.resource(), name)) {
                boolean gone = !Cluster.isTerminating(object)
                        && objects.delete(kind, name, Cluster.name(object), Deletion.NOW)
                                .isEmpty();
                empty &= gone;
            }
        }
        if (empty) {
            objects.finish("namespaces", namespace);
        }
    }
}
