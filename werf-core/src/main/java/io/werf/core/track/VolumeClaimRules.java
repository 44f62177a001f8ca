package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.util.Optional;

/**
 * A PersistentVolumeClaim is ready when it is bound, or when its storage class binds it only to a pod that uses it: such a pod may
 * come later in the same plan. Where the class may not be read the claim is not waited for either; a class that does not exist
 * binds at once what somebody made for it by hand, or never.
 */
final class VolumeClaimRules implements Rules {

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        String phase = Status.of(state.root()).text("phase");
        if (phase.equals("Bound")) {
            return new Ready("bound");
        }
        if (phase.equals("Lost")) {
            return new Failed(Cause.ofObject("its volume "
                    + Tree.string(state.root().body(), "spec", "volumeName").orElse("") + " is lost"));
        }
        boolean waits = state.companion()
                .map(companion ->
                        companion.object().map(VolumeClaimRules::waitsForPod).orElse(!companion.readable()))
                .orElse(false);
        return waits ? new Ready("bound when a pod uses it") : new Progressing("waiting for a volume");
    }

    private static boolean waitsForPod(KubeObject storageClass) {
        return Tree.string(storageClass.body(), "volumeBindingMode").orElse("").equals("WaitForFirstConsumer");
    }

    @Override
    public Optional<ResourceId> companion(KubeObject root) {
        return Tree.string(root.body(), "spec", "storageClassName")
                .filter(name ->
                        !name.isEmpty() && !Status.of(root).text("phase").equals("Bound"))
                .map(name -> new ResourceId("storage.k8s.io", "v1", "StorageClass", "", name));
    }

    @Override
    public boolean isGuessing() {
        return true;
    }
}
