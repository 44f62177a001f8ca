package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.Deletion;
import io.werf.core.sandbox.api.Owners;
import io.werf.core.sandbox.api.Owners.Owned;
import io.werf.core.sandbox.api.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deletes what nobody owns any more, and lets an owner go that waits for its dependents. */
record GarbageCollector(ApiObjects objects) {

    void ownerGone(Map<String, Object> owner) {
        for (Owned owned : Owners.dependents(objects, Cluster.uid(owner))) {
            boolean ownedByOthers = Owners.owners(owned.object()).stream()
                    .anyMatch(uid -> !uid.equals(Cluster.uid(owner)) && exists(uid));
            if (!ownedByOthers && !Cluster.isTerminating(owned.object())) {
                objects.delete(owned.kind(), owned.namespace(), owned.name(), Deletion.BACKGROUND);
            }
        }
    }

    private boolean exists(String uid) {
        return objects.kinds().all().stream()
                .flatMap(kind -> objects.list(kind.resource(), "").stream())
                .anyMatch(object -> Cluster.uid(object).equals(uid));
    }

    void foreground(String resource, Map<String, Object> owner) {
        if (!Tree.list(owner, "metadata", "finalizers").contains("foregroundDeletion")) {
            return;
        }
        List<Owned> dependents = Owners.dependents(objects, Cluster.uid(owner));
        for (Owned owned : dependents) {
            if (!Cluster.isTerminating(owned.object())) {
                Deletion foreground =
                        new Deletion("Foreground", java.util.Optional.empty(), java.util.Optional.empty(), false);
                objects.delete(owned.kind(), owned.namespace(), owned.name(), foreground);
            }
        }
        if (Owners.dependents(objects, Cluster.uid(owner)).isEmpty()) {
            objects.edit(
                    objects.kind(resource),
                    Cluster.namespace(owner),
                    Cluster.name(owner),
                    live -> {
                        List<Object> rest = new ArrayList<>(Tree.list(live, "metadata", "finalizers"));
                        rest.remove("foregroundDeletion");
                        Tree.mapForWriting(live, "metadata").put("finalizers", rest);
                        return live;
                    },
                    Write.by("kube-controller-manager"));
        }
    }
}
