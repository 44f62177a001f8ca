package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Job is ready when it is complete. As in werf its first failure ends the rollout, whatever its {@code backoffLimit}; with
 * {@code werf.io/fail-mode: IgnoreAndContinueDeployProcess} only its own {@code Failed} condition does.
 */
final class JobRules implements Rules {

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        Conditions conditions = Conditions.of(state.root());
        if (conditions.isTrue("Complete")) {
            return new Ready("complete");
        }
        List<TrackedPod> pods = newPods(state);
        Optional<Cause> ofPod = pods.stream()
                .flatMap(pod -> failure(pod, tolerance, state.now()).stream())
                .findFirst();
        if (ofPod.isPresent() && !tolerance.ignoresPods()) {
            return new Failed(ofPod.get());
        }
        Optional<Conditions.Condition> failed = conditions.ifTrue("Failed");
        return failed.isPresent() ? new Failed(because(failed.get(), ofPod)) : new Progressing(progress(state, pods));
    }

    private static Optional<Cause> failure(TrackedPod tracked, Tolerance tolerance, Instant now) {
        return tracked.pod().phase().equals("Failed")
                ? Optional.of(PodRulebook.ended(tracked.pod()))
                : PodRulebook.failure(tracked, tolerance, now);
    }

    /** The Job's own words, and the pod whose log tells more. */
    private static Cause because(Conditions.Condition failed, Optional<Cause> ofPod) {
        String reason = Text.join(failed.reason(), failed.message())
                + ofPod.map(cause -> "; " + cause.reason()).orElse("");
        return new Cause(reason, ofPod.flatMap(Cause::pod), ofPod.flatMap(Cause::container));
    }

    private static String progress(TrackedState state, List<TrackedPod> pods) {
        Optional<PodState> active = pods.stream()
                .map(TrackedPod::pod)
                .filter(pod -> !pod.hasEnded())
                .findFirst();
        if (active.isEmpty()) {
            return Tree.isTrue(state.root().body(), "spec", "suspend") ? "suspended" : "waiting for its pod";
        }
        long completions =
                Tree.integer(state.root().body(), "spec", "completions").orElse(1L);
        String count =
                completions > 1 ? Status.of(state.root()).count("succeeded") + "/" + completions + " complete, " : "";
        return count
                + (active.get().isReady()
                        ? "pod " + active.get().name() + " running"
                        : PodRulebook.progress(active.get()));
    }

    @Override
    public Optional<LabelSelector> podSelector(KubeObject root) {
        return LabelSelector.of(root);
    }

    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        return pod.isControlledBy(state.root().uid());
    }

    @Override
    public boolean runsToItsEnd(TrackedState state) {
        return true;
    }

    @Override
    public int failuresAllowed(TrackSettings settings, TrackOptions options) {
        return 0;
    }
}
