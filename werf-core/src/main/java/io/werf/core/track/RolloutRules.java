package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import java.util.Optional;

/**
 * A Rollout of Argo is ready when its phase is Healthy, or when it pauses until somebody promotes it: what the deploy can do is
 * done then. Degraded and aborted are failures.
 */
final class RolloutRules extends ReplicaRules {

    @Override
    long wanted(KubeObject root) {
        return Status.of(root).replicas();
    }

    /** Argo writes the generation as text. */
    @Override
    boolean isObserved(KubeObject root) {
        return Status.of(root).isObserved()
                || Status.of(root).text("observedGeneration").equals(Long.toString(root.generation()));
    }

    @Override
    boolean isDone(KubeObject root) {
        return Status.of(root).text("phase").equals("Healthy") || waitsForPromotion(root);
    }

    @Override
    String done(KubeObject root) {
        return waitsForPromotion(root) ? "paused until it is promoted" : super.done(root);
    }

    /** A pause that has no duration. */
    private static boolean waitsForPromotion(KubeObject root) {
        if (!Status.of(root).text("phase").equals("Paused")) {
            return false;
        }
        int step = Tree.integer(root.body(), "status", "currentStepIndex")
                .orElse(-1L)
                .intValue();
        var steps = Tree.list(root.body(), "spec", "strategy", "canary", "steps");
        return step < 0 || step >= steps.size() || Tree.get(steps.get(step), "pause", "duration") == null;
    }

    @Override
    String rest(TrackedState state) {
        Status status = Status.of(state.root());
        return Text.join(status.text("phase"), status.text("message"));
    }

    @Override
    Optional<Verdict> ownFailure(TrackedState state) {
        KubeObject root = state.root();
        Status status = Status.of(root);
        return status.text("phase").equals("Degraded") || Tree.isTrue(root.body(), "status", "abort")
                ? Optional.of(new Failed(Cause.ofObject(Text.join("degraded", status.text("message")))))
                : Optional.empty();
    }

    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        String hash = Status.of(state.root()).text("currentPodHash");
        return !hash.isEmpty() && pod.label("rollouts-pod-template-hash").equals(hash);
    }
}
