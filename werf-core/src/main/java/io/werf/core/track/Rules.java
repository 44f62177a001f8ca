package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.List;
import java.util.Optional;

/** The rules of one kind: pure functions over the observed state. The facts are werf's, from kubedog's behaviour. */
interface Rules {

    /** What the state means. */
    Verdict judge(TrackedState state, Tolerance tolerance);

    /** Selector of the pods that belong to the object; empty when it has none of its own. */
    default Optional<LabelSelector> podSelector(KubeObject root) {
        return Optional.empty();
    }

    /** Whether there are pods of the present template, by a status that says that it is ready. */
    default boolean hasPods(KubeObject root) {
        return podSelector(root).isPresent();
    }

    /** Whether a pod is of the object's present template. */
    default boolean isNew(TrackedState state, PodState pod) {
        return false;
    }

    /** The revision whose ReplicaSet must be known before new pods can be told from old ones; empty when none must. */
    default Optional<String> replicaSetRevision(KubeObject root) {
        return Optional.empty();
    }

    /** Another object that must be read before this one can be judged; empty when none must. */
    default Optional<ResourceId> companion(KubeObject root) {
        return Optional.empty();
    }

    /** The warnings that tell why the object does not get on, where it is not a pod's fault. */
    default Warnings warnings(KubeObject root) {
        return Warnings.of(root);
    }

    /** Whether being ready means to have ended, so that the last lines of the logs are still worth waiting for. */
    default boolean runsToItsEnd(TrackedState state) {
        return false;
    }

    /** Failures that one container may have where no annotation says otherwise. */
    default int failuresAllowed(TrackSettings settings, TrackOptions options) {
        return options.failuresAllowed().orElse(settings.failuresAllowedPerReplica());
    }

    /** Whether to wait for a first status, and to give up when nothing moves any more. */
    default boolean isGuessing() {
        return false;
    }

    /** Pods of the present template that are not being deleted. */
    default List<TrackedPod> newPods(TrackedState state) {
        return state.pods().values().stream()
                .filter(tracked -> !tracked.pod().object().isTerminating() && isNew(state, tracked.pod()))
                .toList();
    }

    /** The rules for an object; empty when it is ready as soon as it exists. */
    static Optional<Rules> of(ResourceId id, TrackOptions options) {
        Optional<Rules> ofKind = options.ready().isPresent() || options.failed().isPresent()
                ? Optional.empty()
                : ofKind(id.group() + "/" + id.kind());
        return ofKind.or(() -> GenericRules.of(id, options));
    }

    private static Optional<Rules> ofKind(String kind) {
        return switch (kind) {
            case "apps/Deployment", "extensions/Deployment" -> Optional.of(new DeploymentRules());
            case "apps/StatefulSet" -> Optional.of(new StatefulSetRules());
            case "apps/DaemonSet", "extensions/DaemonSet" -> Optional.of(new DaemonSetRules());
            case "argoproj.io/Rollout" -> Optional.of(new RolloutRules());
            case "batch/Job" -> Optional.of(new JobRules());
            case "batch/CronJob" -> Optional.of(new StatusRules(ClusterKinds::cronJob));
            case "/Pod" -> Optional.of(new PodRules());
            case "/PersistentVolumeClaim" -> Optional.of(new VolumeClaimRules());
            case "/Service" -> Optional.of(new StatusRules(ClusterKinds::service));
            case "networking.k8s.io/Ingress", "extensions/Ingress" ->
                Optional.of(new StatusRules(ClusterKinds::ingress));
            case "autoscaling/HorizontalPodAutoscaler" -> Optional.of(new StatusRules(ClusterKinds::autoscaler));
            case "policy/PodDisruptionBudget" -> Optional.of(new StatusRules(ClusterKinds::disruptionBudget));
            case "apiextensions.k8s.io/CustomResourceDefinition" ->
                Optional.of(new StatusRules(ClusterKinds::definition));
            default -> Optional.empty();
        };
    }
}
