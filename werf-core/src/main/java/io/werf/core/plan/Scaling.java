package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which workloads an autoscaler sizes: their {@code spec.replicas} are not the chart's, however the chart sets them.
 *
 * @param targets keys (see {@link Target#key}) of what HorizontalPodAutoscalers and KEDA's ScaledObjects of the chart scale
 */
record Scaling(Set<ResourceId> targets) {

    static final String REPLICAS = "spec.replicas";

    static Scaling of(Collection<Target> desired) {
        Set<ResourceId> scaled = new HashSet<>();
        for (Target target : desired) {
            String kind = target.id().kind();
            if (kind.equals("HorizontalPodAutoscaler") || kind.equals("ScaledObject")) {
                Object reference = Tree.get(target.resource().body(), "spec", "scaleTargetRef");
                String apiVersion = Tree.string(reference, "apiVersion").orElse("apps/v1");
                int slash = apiVersion.indexOf('/');
                scaled.add(new ResourceId(
                        slash < 0 ? "" : apiVersion.substring(0, slash),
                        "",
                        Tree.string(reference, "kind").orElse("Deployment"),
                        target.id().namespace(),
                        Tree.string(reference, "name").orElse("")));
            }
        }
        return new Scaling(Set.copyOf(scaled));
    }

    /** Whether an autoscaler, of the chart or another, sizes the live object. */
    boolean sizes(Target target, KubeObject live) {
        return targets.contains(target.key())
                || Tree.list(live.body(), "metadata", "managedFields").stream().anyMatch(Scaling::isAutoscaler);
    }

    /** Newer servers note who has set the number through the {@code scale} subresource. */
    private static boolean isAutoscaler(Object entry) {
        return "scale".equals(Tree.get(entry, "subresource"))
                && Tree.string(entry, "manager").orElse("").equals("kube-controller-manager")
                && Tree.get(entry, "fieldsV1", "f:spec", "f:replicas") != null;
    }

    /** Fields of a living object that the chart leaves alone. */
    List<String> relinquished(Target target, KubeObject live) {
        boolean own = target.resource().policy().replicasOnCreation().isPresent();
        return own || sizes(target, live) ? List.of(REPLICAS) : List.of();
    }
}
