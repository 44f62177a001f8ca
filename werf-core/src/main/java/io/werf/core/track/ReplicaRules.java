package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.util.List;
import java.util.Optional;

/** What Deployment, StatefulSet and DaemonSet have in common: they keep a number of pods running. */
abstract class ReplicaRules implements Rules {

    /** How many pods are wanted. */
    abstract long wanted(KubeObject root);

    /** Whether the rollout is over, by an observed status. */
    abstract boolean isDone(KubeObject root);

    /** What else there is to say when all new pods are ready and it is still not over. */
    abstract String rest(TrackedState state);

    /** Whether the status was written for the present spec. */
    boolean isObserved(KubeObject root) {
        return Status.of(root).isObserved();
    }

    /** What there is to say when the rollout is over. */
    String done(KubeObject root) {
        return wanted(root) + "/" + wanted(root) + " ready";
    }

    /** A failure that only the object's own status shows. */
    Optional<Verdict> ownFailure(TrackedState state) {
        return Optional.empty();
    }

    @Override
    public final Verdict judge(TrackedState state, Tolerance tolerance) {
        KubeObject root = state.root();
        if (!isObserved(root)) {
            return new Progressing("waiting for its controller");
        }
        long wanted = wanted(root);
        if (isDone(root)) {
            return new Ready(done(root));
        }
        List<TrackedPod> pods = newPods(state);
        return failure(state, pods, wanted, tolerance)
                .or(() -> tolerance.ignoresPods() ? Optional.empty() : ownFailure(state))
                .orElseGet(() -> progress(state, pods, wanted));
    }

    private static Optional<Verdict> failure(
            TrackedState state, List<TrackedPod> pods, long wanted, Tolerance tolerance) {
        Optional<Verdict> first = pods.stream()
                .flatMap(pod -> PodRulebook.failure(pod, tolerance, state.now()).stream())
                .findFirst()
                .map(Failed::new);
        if (first.isPresent() || tolerance.ignoresPods()) {
            return first;
        }
        // Pods that the kubelet turned out (evicted, no room after all) are replaced: bear as many as the budget has.
        List<PodState> ended = pods.stream()
                .map(TrackedPod::pod)
                .filter(pod -> pod.phase().equals("Failed"))
                .toList();
        return ended.size() > tolerance.perContainer() * Math.max(1, wanted)
                ? Optional.of(new Failed(PodRulebook.ended(ended.get(0))))
                : Optional.empty();
    }

    private Verdict progress(TrackedState state, List<TrackedPod> pods, long wanted) {
        long ready = pods.stream().filter(tracked -> tracked.pod().isReady()).count();
        String text = pods.stream()
                .map(TrackedPod::pod)
                .filter(pod -> !pod.isReady())
                .findFirst()
                .map(PodRulebook::progress)
                .orElseGet(() -> rest(state));
        return new Progressing(ready + "/" + wanted + " ready" + (text.isEmpty() ? "" : ", " + text));
    }

    /** A StatefulSet may keep all its pods as they are. */
    @Override
    public boolean hasPods(KubeObject root) {
        return Status.of(root).count("updatedReplicas") > 0;
    }

    @Override
    public final Optional<LabelSelector> podSelector(KubeObject root) {
        return LabelSelector.of(root);
    }
}
