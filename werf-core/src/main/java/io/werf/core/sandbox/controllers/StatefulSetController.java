package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Numbered pods, made in order and replaced from the last to the first. */
record StatefulSetController(Cluster cluster) implements Reconciler {

    private static final String HASH = "controller-revision-hash";

    @Override
    public void reconcile(Map<String, Object> set) {
        if (Cluster.isTerminating(set)) {
            return;
        }
        String revision = Cluster.name(set) + "-" + Cluster.hash(Tree.map(set, "spec", "template"));
        long wanted = Cluster.number(set, "spec", "replicas");
        cluster.children("pods", set).stream()
                .filter(pod -> ordinal(set, pod) >= wanted && !Cluster.isTerminating(pod))
                .forEach(pod -> cluster.delete("pods", pod));
        if (fill(set, wanted, revision)) {
            replaceOne(set, wanted, revision);
        }
        status(set, wanted, revision);
    }

    private static long ordinal(Map<String, Object> set, Map<String, Object> pod) {
        String number = Cluster.name(pod).substring(Cluster.name(set).length() + 1);
        return number.matches("\\d{1,9}") ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    private Optional<Map<String, Object>> pod(Map<String, Object> set, long ordinal) {
        return cluster.objects().get("pods", Cluster.namespace(set), Cluster.name(set) + "-" + ordinal);
    }

    /** Makes missing pods; true when all are there and, in order, ready. */
    private boolean fill(Map<String, Object> set, long wanted, String revision) {
        boolean parallel = "Parallel".equals(Tree.get(set, "spec", "podManagementPolicy"));
        boolean complete = true;
        for (long i = 0; i < wanted; i++) {
            Optional<Map<String, Object>> pod = pod(set, i);
            if (pod.isEmpty()) {
                String name = Cluster.name(set) + "-" + i;
                cluster.createPod(set, name, Map.of(HASH, revision, "statefulset.kubernetes.io/pod-name", name));
            }
            if (pod.isEmpty() || !Cluster.isReady(pod.get()) || Cluster.isTerminating(pod.get())) {
                complete = false;
                if (!parallel) {
                    return false;
                }
            }
        }
        return complete;
    }

    private void replaceOne(Map<String, Object> set, long wanted, String revision) {
        if ("OnDelete".equals(Tree.get(set, "spec", "updateStrategy", "type"))) {
            return;
        }
        long partition = Cluster.number(set, "spec", "updateStrategy", "rollingUpdate", "partition");
        for (long i = wanted - 1; i >= partition; i--) {
            Optional<Map<String, Object>> pod = pod(set, i);
            if (pod.isPresent() && !revision.equals(Tree.get(pod.get(), "metadata", "labels", HASH))) {
                cluster.delete("pods", pod.get());
                return;
            }
        }
    }

    private void status(Map<String, Object> set, long wanted, String revision) {
        List<Map<String, Object>> pods = cluster.activePods(set);
        long ready = Cluster.ready(pods);
        long updated = pods.stream()
                .filter(pod -> revision.equals(Tree.get(pod, "metadata", "labels", HASH)))
                .count();
        String before = Tree.string(set, "status", "currentRevision").orElse(revision);
        boolean complete = updated == wanted && ready == wanted && pods.size() == wanted;
        String current = complete ? revision : before;
        long currents = pods.stream()
                .filter(pod -> current.equals(Tree.get(pod, "metadata", "labels", HASH)))
                .count();
        cluster.status("statefulsets.apps", set, status -> {
            status.put("observedGeneration", Cluster.number(set, "metadata", "generation"));
            status.put("replicas", (long) pods.size());
            Statuses.put(status, "readyReplicas", ready);
            Statuses.put(status, "availableReplicas", ready);
            Statuses.put(status, "currentReplicas", currents);
            Statuses.put(status, "updatedReplicas", updated);
            status.put("currentRevision", current);
            status.put("updateRevision", revision);
            status.put("collisionCount", 0L);
        });
    }
}
