package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.util.List;
import java.util.Map;

/** Stands in for what a cluster has around it, so that nobody waits for it in vain: load balancers, volumes, budgets that count. */
record OutsideWorld(Cluster cluster) {

    void service(Map<String, Object> service) {
        if (Tree.string(service, "spec", "type").orElse("").equals("LoadBalancer")) {
            cluster.status(
                    "services",
                    service,
                    status -> status.put(
                            "loadBalancer", Cluster.map("ingress", List.of(Cluster.map("ip", "127.0.0.1")))));
        }
    }

    void claim(Map<String, Object> claim) {
        cluster.status("persistentvolumeclaims", claim, status -> status.put("phase", "Bound"));
    }

    void budget(Map<String, Object> budget) {
        long generation = Cluster.number(budget, "metadata", "generation");
        cluster.status("poddisruptionbudgets.policy", budget, status -> status.put("observedGeneration", generation));
    }
}
