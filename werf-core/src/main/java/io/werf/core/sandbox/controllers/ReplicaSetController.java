package io.werf.core.sandbox.controllers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Keeps as many pods as a ReplicaSet wants. */
record ReplicaSetController(Cluster cluster) implements Reconciler {

    @Override
    public void reconcile(Map<String, Object> set) {
        if (Cluster.isTerminating(set)) {
            return;
        }
        long wanted = Cluster.number(set, "spec", "replicas");
        List<Map<String, Object>> pods = cluster.activePods(set);
        for (long i = pods.size(); i < wanted; i++) {
            cluster.createPod(set, Cluster.name(set) + "-", Map.of());
        }
        pods.stream()
                .sorted(Comparator.comparing(Cluster::isReady))
                .limit(Math.max(0, pods.size() - wanted))
                .forEach(pod -> cluster.delete("pods", pod));
        List<Map<String, Object>> now = cluster.activePods(set);
        long ready = Cluster.ready(now);
        cluster.status("replicasets.apps", set, status -> {
            status.put("replicas", (long) now.size());
            Statuses.put(status, "fullyLabeledReplicas", now.size());
            Statuses.put(status, "readyReplicas", ready);
            Statuses.put(status, "availableReplicas", ready);
            status.put("observedGeneration", Cluster.number(set, "metadata", "generation"));
        });
    }
}
