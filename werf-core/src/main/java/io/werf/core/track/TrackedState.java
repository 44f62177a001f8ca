package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of a tracked object at one moment. Immutable.
 *
 * @param newest the ReplicaSet of a Deployment's present template, once it is known
 * @param pods pods that its selector matches, old ones included, by name
 * @param companion the object that its rules asked for, once it was asked for
 * @param settled whether its controller had the time to write a first status
 * @param now when all this was so, by the clock of this machine
 * @param refusedBefore whether a Deployment's pods were refused already when the tracking began, and without a break since
 */
record TrackedState(
        KubeObject root,
        Optional<NewestReplicaSet> newest,
        SortedMap<String, TrackedPod> pods,
        Optional<Companion> companion,
        boolean settled,
        Instant now,
        boolean refusedBefore) {

    /** An object that explains the tracked one; empty when it does not exist, or when it may not be read. */
    record Companion(Optional<KubeObject> object, boolean readable) {}

    TrackedState {
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }

    static TrackedState of(KubeObject root) {
        return new TrackedState(
                root,
                Optional.empty(),
                new TreeMap<>(Map.of()),
                Optional.empty(),
                false,
                Instant.EPOCH,
                DeploymentRules.creationFailure(root).isPresent());
    }

    TrackedState withRoot(KubeObject newRoot) {
        boolean still =
                refusedBefore && DeploymentRules.creationFailure(newRoot).isPresent();
        return new TrackedState(newRoot, newest, pods, companion, settled, now, still);
    }

    TrackedState withNewest(NewestReplicaSet replicaSet) {
        return new TrackedState(root, Optional.of(replicaSet), pods, companion, settled, now, refusedBefore);
    }

    TrackedState withPod(PodState pod) {
        SortedMap<String, TrackedPod> more = new TreeMap<>(pods);
        TrackedPod known = more.get(pod.name());
        more.put(pod.name(), known == null ? TrackedPod.first(pod, now) : known.next(pod, now));
        return new TrackedState(root, newest, more, companion, settled, now, refusedBefore);
    }

    TrackedState withoutPod(PodState pod) {
        SortedMap<String, TrackedPod> less = new TreeMap<>(pods);
        less.remove(pod.name());
        return new TrackedState(root, newest, less, companion, settled, now, refusedBefore);
    }

    TrackedState withCompanion(Companion answer) {
        return new TrackedState(root, newest, pods, Optional.of(answer), settled, now, refusedBefore);
    }

    TrackedState at(Instant instant) {
        return new TrackedState(root, newest, pods, companion, settled, instant, refusedBefore);
    }

    TrackedState afterSettling() {
        return new TrackedState(root, newest, pods, companion, true, now, refusedBefore);
    }
}
