package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** A DaemonSet is ready when every node that shall has an updated and available pod; with OnDelete it always is. */
final class DaemonSetRules extends ReplicaRules {

    @Override
    long wanted(KubeObject root) {
        return Status.of(root).count("desiredNumberScheduled");
    }

    @Override
    boolean isDone(KubeObject root) {
        Status status = Status.of(root);
        long wanted = wanted(root);
        return Tree.string(root.body(), "spec", "updateStrategy", "type")
                        .orElse("")
                        .equals("OnDelete")
                || (status.count("updatedNumberScheduled") == wanted && status.count("numberAvailable") == wanted);
    }

    @Override
    public boolean hasPods(KubeObject root) {
        return Status.of(root).count("updatedNumberScheduled") > 0;
    }

    @Override
    String rest(TrackedState state) {
        return Status.of(state.root()).count("updatedNumberScheduled") + " updated";
    }

    /** The template's generation is the only mark that is both on the DaemonSet and on its pods. */
    @Override
    public boolean isNew(TrackedState state, PodState pod) {
        Object generation = state.root().annotations().get("deprecated.daemonset.template.generation");
        return pod.isControlledBy(state.root().uid())
                && (generation == null || generation.equals(pod.label("pod-template-generation")));
    }
}
