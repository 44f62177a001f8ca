package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.util.List;
import java.util.Map;

/** Runs a Job's pods until enough have succeeded or too many have failed. */
record JobController(Cluster cluster) implements Reconciler {

    @Override
    public void reconcile(Map<String, Object> job) {
        if (Cluster.isTerminating(job) || isFinished(job)) {
            return;
        }
        long completions = Cluster.number(job, "spec", "completions");
        long succeeded = count(job, "Succeeded");
        long failed = count(job, "Failed");
        boolean tooMany = failed + restarts(job) > Cluster.number(job, "spec", "backoffLimit");
        boolean complete = succeeded >= completions;
        if (!complete && !tooMany && !Tree.isTrue(job, "spec", "suspend")) {
            long active = cluster.activePods(job).size();
            long wanted = Math.min(Cluster.number(job, "spec", "parallelism"), completions - succeeded);
            for (long i = active; i < wanted; i++) {
                cluster.createPod(job, Cluster.name(job) + "-", Map.of());
            }
        }
        if (tooMany) {
            cluster.activePods(job).forEach(pod -> cluster.delete("pods", pod));
        }
        long active = cluster.activePods(job).size();
        cluster.status("jobs.batch", job, status -> {
            status.putIfAbsent("startTime", cluster.objects().now());
            Statuses.put(status, "active", active);
            Statuses.put(status, "succeeded", succeeded);
            Statuses.put(status, "failed", failed);
            if (complete) {
                status.put("completionTime", cluster.objects().now());
                cluster.condition(status, "Complete", true, "", "");
            } else if (tooMany) {
                cluster.condition(
                        status, "Failed", true, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
            }
        });
        if (tooMany) {
            cluster.event(
                    job,
                    "job-controller",
                    "Warning",
                    "BackoffLimitExceeded",
                    "Job has reached the specified backoff limit");
        }
    }

    private static boolean isFinished(Map<String, Object> job) {
        return Tree.list(job, "status", "conditions").stream()
                .anyMatch(c -> List.of("Complete", "Failed")
                        .contains(Tree.string(c, "type").orElse("")));
    }

    private long count(Map<String, Object> job, String phase) {
        return cluster.children("pods", job).stream()
                .filter(pod -> phase.equals(Tree.get(pod, "status", "phase")))
                .count();
    }

    private long restarts(Map<String, Object> job) {
        return cluster.activePods(job).stream()
                .flatMap(pod -> Tree.list(pod, "status", "containerStatuses").stream())
                .mapToLong(status -> Tree.integer(status, "restartCount").orElse(0L))
                .sum();
    }
}
