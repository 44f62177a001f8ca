package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import java.util.List;
import java.util.Optional;

/**
 * The ReplicaSet that the Deployment controller made or took for the present pod template. The controller writes the same
 * revision number on it and, not before it exists, on the Deployment.
 */
record NewestReplicaSet(String revision, String uid) {

    private static final String REVISION = "deployment.kubernetes.io/revision";

    /** The revision of a Deployment whose present template the controller has seen. */
    static Optional<String> revisionOf(KubeObject deployment) {
        return Status.of(deployment).isObserved()
                ? Optional.of(deployment.annotations())
                        .map(a -> a.get(REVISION))
                        .map(Object::toString)
                : Optional.empty();
    }

    /** The ReplicaSet of that revision among those of the Deployment; only their metadata is needed. */
    static Optional<NewestReplicaSet> find(KubeObject deployment, String revision, List<KubeObject> replicaSets) {
        return replicaSets.stream()
                .filter(set -> Owners.isControlledBy(set, deployment.uid()))
                .filter(set -> revision.equals(set.annotations().get(REVISION)))
                .map(set -> new NewestReplicaSet(revision, set.uid()))
                .findFirst();
    }
}
