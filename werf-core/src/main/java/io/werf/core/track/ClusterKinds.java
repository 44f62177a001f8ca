package io.werf.core.track;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Conditions.Condition;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of Kubernetes' kinds that keep no pods. Pure functions. */
final class ClusterKinds {

    private static final Set<String> HOPELESS_METRICS = Set.of("InvalidSelector", "InvalidMetricSourceType");

    private ClusterKinds() {}

    /** Its Jobs come when their time comes. */
    static Verdict cronJob(TrackedState state) {
        KubeObject root = state.root();
        return new Ready(
                Tree.isTrue(root.body(), "spec", "suspend")
                        ? "suspended"
                        : "scheduled "
                                + Tree.string(root.body(), "spec", "schedule").orElse(""));
    }

    /** Only a load balancer is waited for; it is there when it has an address. */
    static Verdict service(TrackedState state) {
        KubeObject root = state.root();
        boolean balanced = Tree.string(root.body(), "spec", "type").orElse("").equals("LoadBalancer")
                && Tree.list(root.body(), "spec", "externalIPs").isEmpty();
        if (!balanced) {
            return new Ready("ready");
        }
        return address(root)
                .<Verdict>map(address -> new Ready("reachable at " + address))
                .orElseGet(() -> new Progressing("waiting for an address of its load balancer"));
    }

    /**
     * Many controllers never write an address. Those that set up a load balancer put a finalizer on the Ingress first, and
     * only they are waited for.
     */
    static Verdict ingress(TrackedState state) {
        KubeObject root = state.root();
        Optional<String> address = address(root);
        if (address.isPresent()) {
            return new Ready("reachable at " + address.get());
        }
        if (!Tree.list(root.body(), "metadata", "finalizers").isEmpty()) {
            return new Progressing("waiting for an address of its load balancer");
        }
        return state.settled() ? new Ready("no address given") : new Progressing("waiting for its controller");
    }

    private static Optional<String> address(KubeObject root) {
        List<Object> addresses = Tree.list(root.body(), "status", "loadBalancer", "ingress");
        return addresses.isEmpty()
                ? Optional.empty()
                : Tree.string(addresses.get(0), "ip").or(() -> Tree.string(addresses.get(0), "hostname"));
    }

    /** What it scales must exist. Metrics come long after the pods, and are not waited for. */
    static Verdict autoscaler(TrackedState state) {
        Conditions conditions = autoscalerConditions(state.root());
        Optional<Condition> active =
                conditions.find("ScalingActive").filter(c -> c.status().equals("False"));
        if (active.isPresent() && HOPELESS_METRICS.contains(active.get().reason())) {
            return new Failed(Cause.ofObject(words(active.get())));
        }
        Optional<Condition> unable =
                conditions.find("AbleToScale").filter(c -> c.status().equals("False"));
        return unable.<Verdict>map(c -> new Progressing("unable to scale: " + words(c)))
                .orElseGet(() -> new Ready(active.map(ClusterKinds::words).orElse("ready")));
    }

    /** In {@code autoscaling/v1} they are JSON in an annotation. */
    private static Conditions autoscalerConditions(KubeObject root) {
        Object json = root.annotations().get("autoscaling.alpha.kubernetes.io/conditions");
        if (!(json instanceof String text)) {
            return Conditions.of(root);
        }
        try {
            return Conditions.of(Json.read(text) instanceof List<?> list ? list : List.of());
        } catch (JsonException e) {
            return Conditions.of(root);
        }
    }

    /** The controller has counted the pods; how many are healthy is the matter of their workload. */
    static Verdict disruptionBudget(TrackedState state) {
        Status status = Status.of(state.root());
        Optional<Condition> unable = Conditions.of(state.root())
                .find("DisruptionAllowed")
                .filter(c -> c.reason().equals("SyncFailed"));
        if (!status.isObserved() || unable.isPresent()) {
            return new Progressing(unable.map(ClusterKinds::words).orElse("waiting for its controller"));
        }
        return new Ready(
                status.count("currentHealthy") + " healthy, " + status.count("disruptionsAllowed") + " may go");
    }

    /** A CustomResourceDefinition is ready when its objects are served; names that another one has are never given to it. */
    static Verdict definition(TrackedState state) {
        Conditions conditions = Conditions.of(state.root());
        Optional<Condition> refused =
                conditions.find("NamesAccepted").filter(c -> c.status().equals("False"));
        if (refused.isPresent()) {
            return new Failed(Cause.ofObject("its names are not accepted: " + words(refused.get())));
        }
        return conditions.isTrue("Established") ? new Ready("established") : new Progressing("not served yet");
    }

    private static String words(Condition condition) {
        return Text.join(condition.reason(), condition.message());
    }
}
