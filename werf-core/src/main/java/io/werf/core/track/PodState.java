package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pod as its status tells.
 *
 * @param containers init containers first; those that have no status yet are missing
 */
record PodState(KubeObject object, String name, String phase, List<ContainerState> containers) {

    PodState {
        containers = List.copyOf(containers);
    }

    static PodState of(KubeObject pod) {
        List<ContainerState> containers = new ArrayList<>();
        for (Object status : Tree.list(pod.body(), "status", "initContainerStatuses")) {
            containers.add(ContainerState.of(status, true));
        }
        for (Object status : Tree.list(pod.body(), "status", "containerStatuses")) {
            containers.add(ContainerState.of(status, false));
        }
        return new PodState(
                pod, pod.id().name(), Tree.string(pod.body(), "status", "phase").orElse("Pending"), containers);
    }

    boolean isReady() {
        return Conditions.of(object).isTrue("Ready");
    }

    boolean hasEnded() {
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** Whether the kubelet starts an ended container again whatever its exit code. */
    boolean restartsAlways() {
        return restartPolicy().equals("Always");
    }

    boolean restartsNever() {
        return restartPolicy().equals("Never");
    }

    private String restartPolicy() {
        return Tree.string(object.body(), "spec", "restartPolicy").orElse("Always");
    }

    /** {@code status.reason} and message, for example of an eviction. */
    String reason() {
        return Text.join(
                Tree.string(object.body(), "status", "reason").orElse(""),
                Tree.string(object.body(), "status", "message").orElse(""));
    }

    /** Why no node takes it, if that is so. */
    Optional<String> unschedulable() {
        return Conditions.of(object)
                .find("PodScheduled")
                .filter(condition -> condition.status().equals("False"))
                .map(condition -> Text.join(condition.reason(), condition.message()));
    }

    String label(String key) {
        return object.labels().get(key) instanceof String value ? value : "";
    }

    boolean isControlledBy(String uid) {
        return Owners.isControlledBy(object, uid);
    }
}
