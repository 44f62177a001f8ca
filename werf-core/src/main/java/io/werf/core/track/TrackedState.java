package io.werf.core.track;

import io.werf.core.kube.KubeObject;
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
 * @param settled whether its controller had the time to write a first status
 */
record TrackedState(
        KubeObject root, Optional<NewestReplicaSet> newest, SortedMap<String, TrackedPod> pods, boolean settled) {

    TrackedState {
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }

    static TrackedState of(KubeObject root) {
        return new TrackedState(root, Optional.empty(), new TreeMap<>(Map.of()), false);
    }

    TrackedState withRoot(KubeObject newRoot) {
        return new TrackedState(newRoot, newest, pods, settled);
    }

    TrackedState withNewest(NewestReplicaSet replicaSet) {
        return new TrackedState(root, Optional.of(replicaSet), pods, settled);
    }

    TrackedState withPod(PodState pod) {
        SortedMap<String, TrackedPod> more = new TreeMap<>(pods);
        TrackedPod known = more.get(pod.name());
        more.put(pod.name(), known == null ? TrackedPod.first(pod) : known.next(pod));
        return new TrackedState(root, newest, more, settled);
    }

    TrackedState withoutPod(PodState pod) {
        SortedMap<String, TrackedPod> less = new TreeMap<>(pods);
        less.remove(pod.name());
        return new TrackedState(root, newest, less, settled);
    }

    TrackedState afterSettling() {
        return new TrackedState(root, newest, pods, true);
    }
}
