package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;

/** A bare Pod is ready when it says so, or when it has succeeded. It is its own and only pod. */
final class PodRules implements Rules {

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        PodState pod = PodState.of(state.root());
        if (pod.isReady()) {
            return new Ready("ready");
        }
        if (pod.phase().equals("Succeeded")) {
            return new Ready("succeeded");
        }
        if (pod.phase().equals("Failed")) {
            return new Failed(PodRulebook.ended(pod));
        }
        return newPods(state).stream()
                .flatMap(tracked -> PodRulebook.failure(tracked, tolerance, state.now()).stream())
                .findFirst()
                .<Verdict>map(Failed::new)
                .orElseGet(() -> new Progressing(PodRulebook.progress(pod)));
    }

    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        return pod.object().uid().equals(state.root().uid());
    }

    @Override
    public boolean hasPods(KubeObject root) {
        return true;
    }

    @Override
    public boolean runsToItsEnd(TrackedState state) {
        return PodState.of(state.root()).hasEnded();
    }

    @Override
    public int failuresAllowed(TrackSettings settings, TrackOptions options) {
        return options.failuresAllowed().orElse(0);
    }
}
