package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rolls a Deployment from its old ReplicaSets to the one of its present template. */
record DeploymentController(Cluster cluster) implements Reconciler {

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";
    private static final String SETS = "replicasets.apps";
    private static final String DEPLOYMENTS = "deployments.apps";

    @Override
    public void reconcile(Map<String, Object> deployment) {
        if (Cluster.isTerminating(deployment)) {
            return;
        }
        String hash = Cluster.hash(Tree.map(deployment, "spec", "template"));
        Map<String, Object> current = currentSet(deployment, hash);
        if (!Tree.isTrue(deployment, "spec", "paused")) {
            scale(deployment, current);
        }
        status(deployment, Cluster.name(current));
    }

    private Map<String, Object> currentSet(Map<String, Object> deployment, String hash) {
        List<Map<String, Object>> sets = cluster.children(SETS, deployment);
        Optional<Map<String, Object>> found = sets.stream()
                .filter(set -> hash.equals(Tree.get(set, "metadata", "labels", HASH)))
                .findFirst();
        long latest =
                sets.stream().mapToLong(DeploymentController::revision).max().orElse(0);
        long revision = found.map(DeploymentController::revision).orElse(0L);
        if (revision < latest || found.isEmpty()) {
            revision = latest + 1;
        }
        String text = Long.toString(revision);
        Map<String, Object> set = found.orElseGet(() -> create(deployment, hash, text));
        cluster.edit(
                SETS,
                set,
                live -> Tree.mapForWriting(live, "metadata", "annotations").put(REVISION, text));
        cluster.edit(
                DEPLOYMENTS,
                deployment,
                live -> Tree.mapForWriting(live, "metadata", "annotations").put(REVISION, text));
        return set;
    }

    private static long revision(Map<String, Object> set) {
        return Tree.string(set, "metadata", "annotations", REVISION)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    private Map<String, Object> create(Map<String, Object> deployment, String hash, String revision) {
        Map<String, Object> template = Tree.copy(Tree.map(deployment, "spec", "template"));
        Tree.mapForWriting(template, "metadata", "labels").put(HASH, hash);
        Map<String, Object> selector = Tree.copy(Tree.map(deployment, "spec", "selector"));
        Tree.mapForWriting(selector, "matchLabels").put(HASH, hash);
        return cluster.createOwned(
                SETS,
                deployment,
                Cluster.map(
                        "metadata",
                                Cluster.map(
                                        "name", Cluster.name(deployment) + "-" + hash,
                                        "labels", Tree.copy(Tree.map(template, "metadata", "labels")),
                                        "annotations", Cluster.map(REVISION, revision)),
                        "spec", Cluster.map("replicas", 0L, "selector", selector, "template", template)));
    }

    private void scale(Map<String, Object> deployment, Map<String, Object> current) {
        long desired = Cluster.number(deployment, "spec", "replicas");
        List<Map<String, Object>> old = cluster.children(SETS, deployment).stream()
                .filter(set -> !Cluster.uid(set).equals(Cluster.uid(current)))
                .toList();
        if ("Recreate".equals(Tree.get(deployment, "spec", "strategy", "type"))) {
            old.forEach(set -> resize(set, 0));
            boolean gone =
                    old.stream().allMatch(set -> cluster.children("pods", set).isEmpty());
            if (gone) {
                resize(current, desired);
            }
            return;
        }
        long surge = part(deployment, "maxSurge", desired, true);
        long unavailable = part(deployment, "maxUnavailable", desired, false);
        unavailable = surge == 0 && unavailable == 0 ? 1 : unavailable;
        Map<String, Object> live = live(current);
        long size = Cluster.number(live, "spec", "replicas");
        long total = size
                + old.stream()
                        .mapToLong(set -> Cluster.number(set, "spec", "replicas"))
                        .sum();
        long grown = size > desired ? desired : Math.min(desired, size + Math.max(0, desired + surge - total));
        resize(live, grown);
        shrink(old, desired - unavailable, grown, Cluster.number(live, "status", "availableReplicas"));
    }

    /** Old pods go as far as {@code minimum} stay available; those that are not available go first. */
    private void shrink(List<Map<String, Object>> old, long minimum, long newSize, long newAvailable) {
        long oldSize = old.stream()
                .mapToLong(set -> Cluster.number(set, "spec", "replicas"))
                .sum();
        long spare = oldSize + newSize - minimum - (newSize - Math.min(newSize, newAvailable));
        for (Map<String, Object> set : old) {
            long size = Cluster.number(set, "spec", "replicas");
            long broken = Math.max(0, size - Cluster.number(set, "status", "availableReplicas"));
            long less = Math.min(Math.max(0, spare), size);
            if (less < broken) {
                less = Math.min(broken, Math.max(0, oldSize + newSize - minimum));
                less = Math.min(less, size);
            }
            spare -= less;
            resize(set, size - less);
        }
    }

    private static long part(Map<String, Object> deployment, String field, long desired, boolean up) {
        Object value = Tree.get(deployment, "spec", "strategy", "rollingUpdate", field);
        if (value instanceof Long number) {
            return number;
        }
        String text = String.valueOf(value).replace("%", "");
        long percent = text.matches("\\d{1,4}") ? Long.parseLong(text) : 25;
        return up ? (desired * percent + 99) / 100 : desired * percent / 100;
    }

    private void resize(Map<String, Object> set, long replicas) {
        if (Cluster.number(set, "spec", "replicas") != replicas) {
            cluster.edit(SETS, set, live -> Tree.mapForWriting(live, "spec").put("replicas", replicas));
        }
    }

    private Map<String, Object> live(Map<String, Object> set) {
        return cluster.objects()
                .get(SETS, Cluster.namespace(set), Cluster.name(set))
                .orElse(set);
    }

    private void status(Map<String, Object> deployment, String current) {
        long desired = Cluster.number(deployment, "spec", "replicas");
        long replicas = 0;
        long updated = 0;
        long available = 0;
        for (Map<String, Object> set : cluster.children(SETS, deployment)) {
            replicas += Cluster.number(set, "status", "replicas");
            available += Cluster.number(set, "status", "availableReplicas");
            if (Cluster.name(set).equals(current)) {
                updated = Cluster.number(set, "status", "replicas");
            }
        }
        boolean enough = available >= desired - part(deployment, "maxUnavailable", desired, false);
        boolean complete = updated == desired && replicas == desired && available == desired;
        long[] counts = {replicas, updated, available};
        cluster.status(DEPLOYMENTS, deployment, status -> {
            status.put("observedGeneration", Cluster.number(deployment, "metadata", "generation"));
            Statuses.put(status, "replicas", counts[0]);
            Statuses.put(status, "updatedReplicas", counts[1]);
            Statuses.put(status, "readyReplicas", counts[2]);
            Statuses.put(status, "availableReplicas", counts[2]);
            Statuses.put(status, "unavailableReplicas", Math.max(0, desired - counts[2]));
            cluster.condition(
                    status,
                    "Available",
                    enough,
                    enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                    enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
            cluster.condition(
                    status,
                    "Progressing",
                    true,
                    complete ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
                    "ReplicaSet \"" + current + (complete ? "\" has successfully progressed." : "\" is progressing."));
        });
    }
}
