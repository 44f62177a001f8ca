package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.track.TrackedState.Companion;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Asks the cluster, once each, for the objects without which a tracked one cannot be judged. Used by the loop's thread only. */
final class Lookups {

    private final KubeClient kube;
    private final Loop loop;
    private final ReplicaSets replicaSets;
    private final Rules rules;
    private final Consumer<UnaryOperator<TrackedState>> learned;
    private final Consumer<WerfException> failed;
    private String askedRevision = "";
    private boolean askedCompanion;

    /** @param learned told what an answer adds to the state */
    Lookups(
            Tracking.Tools tools,
            Rules rules,
            Consumer<UnaryOperator<TrackedState>> learned,
            Consumer<WerfException> failed) {
        this.kube = tools.kube();
        this.loop = tools.loop();
        this.replicaSets = tools.replicaSets();
        this.rules = rules;
        this.learned = learned;
        this.failed = failed;
    }

    void update(KubeObject root) {
        findReplicaSet(root);
        findCompanion(root);
    }

    /** Once for each revision. */
    private void findReplicaSet(KubeObject root) {
        Optional<String> revision = rules.replicaSetRevision(root);
        Optional<LabelSelector> selector = rules.podSelector(root);
        if (revision.isEmpty() || selector.isEmpty() || revision.get().equals(askedRevision)) {
            return;
        }
        askedRevision = revision.get();
        replicaSets.find(
                selector.get(),
                new ReplicaSets.Question(
                        root,
                        sets -> NewestReplicaSet.find(root, revision.get(), sets)
                                .ifPresentOrElse(
                                        newest -> learned.accept(state -> state.withNewest(newest)),
                                        () -> askedRevision = ""),
                        failed));
    }

    private void findCompanion(KubeObject root) {
        Optional<ResourceId> wanted = rules.companion(root);
        if (wanted.isEmpty() || askedCompanion) {
            return;
        }
        askedCompanion = true;
        loop.call(() -> {
            Companion answer = companion(wanted.get());
            loop.run(() -> learned.accept(state -> state.withCompanion(answer)));
        });
    }

    /** Accounts of a namespace may not read all of them, which is no failure of the tracked object. */
    private Companion companion(ResourceId id) {
        try {
            return new Companion(kube.get(id), true);
        } catch (WerfException e) {
            return new Companion(Optional.empty(), false);
        }
    }
}
