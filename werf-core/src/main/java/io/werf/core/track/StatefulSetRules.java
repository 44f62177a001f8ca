package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** A StatefulSet is ready when enough pods are and, as its update strategy goes, those that are to change have changed. */
final class StatefulSetRules extends ReplicaRules {

    @Override
    long wanted(KubeObject root) {
        return Status.of(root).replicas();
    }

    @Override
    boolean isDone(KubeObject root) {
        Status status = Status.of(root);
        long wanted = status.replicas();
        return status.count("readyReplicas") >= wanted && isUpdated(root, status, wanted);
    }

    private static boolean isUpdated(KubeObject root, Status status, long wanted) {
        boolean oneRevision = status.text("updateRevision").equals(status.text("currentRevision"));
        long updated = status.count("updatedReplicas");
        if (Tree.string(root.body(), "spec", "updateStrategy", "type")
                .orElse("")
                .equals("OnDelete")) {
            return (updated == 0 && oneRevision) || updated >= wanted;
        }
        long partition = Tree.integer(root.body(), "spec", "updateStrategy", "rollingUpdate", "partition")
                .orElse(0L);
        return partition > 0 ? updated >= wanted - partition : oneRevision;
    }

    /** Kubernetes replaces an old pod in its order only once it is ready, so a broken one holds even a rollback up for ever. */
    @Override
    String rest(TrackedState state) {
        return state.pods().values().stream()
                .map(TrackedPod::pod)
                .filter(pod ->
                        !isNew(state, pod) && !pod.isReady() && !pod.object().isTerminating())
                .findFirst()
                .map(pod -> "old pod " + pod.name() + " is not ready, so it is not replaced: kubectl delete pod "
                        + pod.name())
                .orElseGet(() -> Status.of(state.root()).count("updatedReplicas") + " updated");
    }

    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        return pod.isControlledBy(state.root().uid())
                && pod.label("controller-revision-hash")
                        .equals(Status.of(state.root()).text("updateRevision"));
    }
}
