package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import java.util.Optional;

/**
 * A Deployment is ready when its updated, all and available pods are as many as wanted: no old pod is left. The controller's
 * own deadline ({@code ProgressDeadlineExceeded}) fails nothing, since a slow start is no failure.
 */
final class DeploymentRules extends ReplicaRules {

    /** There is one ReplicaSet only, of which the name is known. */
    private static final String FIRST = "1";

    @Override
    long wanted(KubeObject root) {
        return Status.of(root).replicas();
    }

    @Override
    boolean isDone(KubeObject root) {
        Status status = Status.of(root);
        long wanted = status.replicas();
        return status.count("updatedReplicas") == wanted
                && status.count("replicas") == wanted
                && status.count("availableReplicas") == wanted;
    }

    @Override
    String rest(TrackedState state) {
        Status status = Status.of(state.root());
        long old = status.count("replicas") - status.count("updatedReplicas");
        if (Tree.isTrue(state.root().body(), "spec", "paused")) {
            return "the rollout is paused";
        }
        return creationFailure(state.root())
                .map(why -> "pods cannot be created: " + why)
                .orElse(
                        old > 0 && status.count("updatedReplicas") >= status.replicas()
                                ? old + (old == 1 ? " old pod" : " old pods") + " to go"
                                : "");
    }

    /**
     * Pods that admission or quota forbid. While old pods are there, quota may come free. What was so before the apply may be
     * mended by it: the controller tries again, which only events tell.
     */
    @Override
    Optional<Verdict> ownFailure(TrackedState state) {
        Status status = Status.of(state.root());
        return creationFailure(state.root())
                .filter(why -> status.count("replicas") == status.count("updatedReplicas"))
                .filter(why -> !state.refusedBefore())
                .filter(Refusal::isFinal)
                .map(why -> new Failed(Cause.ofObject("its pods cannot be created: " + why)));
    }

    @Override
    public Warnings warnings(KubeObject root) {
        return Warnings.ofReplicaSets(root);
    }

    static Optional<String> creationFailure(KubeObject root) {
        return Conditions.of(root)
                .ifTrue("ReplicaFailure")
                .map(condition -> Text.join(condition.reason(), condition.message()));
    }

    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        Optional<String> revision = NewestReplicaSet.revisionOf(state.root());
        return revision.filter(FIRST::equals).isPresent()
                ? Owners.controllerName(pod.object())
                        .equals(state.root().id().name() + "-" + pod.label("pod-template-hash"))
                : state.newest()
                        .filter(set -> revision.equals(Optional.of(set.revision())))
                        .filter(set -> pod.isControlledBy(set.uid()))
                        .isPresent();
    }

    @Override
    public Optional<String> replicaSetRevision(KubeObject root) {
        return NewestReplicaSet.revisionOf(root).filter(revision -> !revision.equals(FIRST));
    }
}
