package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.util.List;
import java.util.Map;

/** One pod on the sandbox's one node. */
record DaemonSetController(Cluster cluster) implements Reconciler {

    private static final String HASH = "controller-revision-hash";

    @Override
    public void reconcile(Map<String, Object> set) {
        if (Cluster.isTerminating(set)) {
            return;
        }
        String revision = Cluster.hash(Tree.map(set, "spec", "template"));
        boolean onDelete = "OnDelete".equals(Tree.get(set, "spec", "updateStrategy", "type"));
        cluster.activePods(set).stream()
                .filter(pod -> !onDelete && !isOf(pod, revision))
                .forEach(pod -> cluster.delete("pods", pod));
        if (cluster.children("pods", set).isEmpty()) {
            cluster.createPod(set, Cluster.name(set) + "-", Map.of(HASH, revision));
        }
        List<Map<String, Object>> pods = cluster.activePods(set);
        long ready = Cluster.ready(pods);
        long updated = pods.stream().filter(pod -> isOf(pod, revision)).count();
        cluster.status("daemonsets.apps", set, status -> {
            status.put("observedGeneration", Cluster.number(set, "metadata", "generation"));
            status.put("currentNumberScheduled", (long) pods.size());
            status.put("desiredNumberScheduled", 1L);
            status.put("numberMisscheduled", 0L);
            status.put("numberReady", ready);
            Statuses.put(status, "numberAvailable", ready);
            Statuses.put(status, "numberUnavailable", 1 - ready);
            Statuses.put(status, "updatedNumberScheduled", updated);
        });
    }

    private static boolean isOf(Map<String, Object> pod, String revision) {
        return revision.equals(Tree.get(pod, "metadata", "labels", HASH));
    }
}
