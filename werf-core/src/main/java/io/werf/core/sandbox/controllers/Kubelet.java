package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.ContainerLogs;
import io.werf.core.sandbox.api.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Takes pods through their phases without running anything. All on the controllers' thread. */
record Kubelet(
        ApiObjects objects,
        Cluster cluster,
        ContainerLogs logs,
        Predicate<String> imageExists,
        BiConsumer<Duration, Runnable> later)
        implements Reconciler {

    static final String NODE = "sandbox";

    private static final Duration PULL_BACK_OFF = Duration.ofMillis(100);
    private static final Duration PULL_RETRY = Duration.ofSeconds(10);
    private static final long MAX_BACK_OFF_SECONDS = 300;

    @Override
    public void reconcile(Map<String, Object> pod) {
        String phase = Tree.string(pod, "status", "phase").orElse("");
        if (Cluster.isTerminating(pod)) {
            logs.forget(Cluster.uid(pod));
            objects.finish("pods", pod);
        } else if (phase.isEmpty()) {
            schedule(pod);
        } else if (phase.equals("Pending") && Tree.get(pod, "status", "containerStatuses") == null) {
            start(pod);
        }
    }

    private void schedule(Map<String, Object> pod) {
        cluster.edit("pods", pod, live -> Tree.mapForWriting(live, "spec").put("nodeName", NODE));
        status(pod, status -> {
            status.put("phase", "Pending");
            status.put("qosClass", "BestEffort");
            cluster.condition(status, "PodScheduled", true, "", "");
        });
        event(
                pod,
                "Normal",
                "Scheduled",
                "Successfully assigned " + Cluster.namespace(pod) + "/" + Cluster.name(pod) + " to " + NODE);
    }

    private void start(Map<String, Object> pod) {
        List<Object> containers = Tree.list(pod, "spec", "containers");
        List<Object> all = new ArrayList<>(Tree.list(pod, "spec", "initContainers"));
        all.addAll(containers);
        Optional<String> missing = all.stream()
                .map(container -> Tree.string(container, "image").orElse(""))
                .filter(image -> !imageExists.test(image))
                .findFirst();
        if (missing.isPresent()) {
            failToPull(pod, containers);
            return;
        }
        Simulation simulation = Simulation.of(pod);
        String now = objects.now();
        containers.forEach(container -> startContainer(pod, container, simulation, 0));
        boolean ready =
                simulation.readyAfter().isZero() && simulation.exitCode().isEmpty();
        status(pod, status -> {
            status.put("phase", "Running");
            status.put("hostIP", "127.0.0.1");
            status.put("podIP", "10.244.0.1");
            status.put("startTime", now);
            cluster.condition(status, "Initialized", true, "", "");
            List<Object> statuses = new ArrayList<>();
            containers.forEach(container -> statuses.add(running(container, now, ready, 0)));
            status.put("containerStatuses", statuses);
            initialized(pod, status, now);
            readiness(status, ready);
        });
        simulation.exitCode().ifPresent(code -> later.accept(Duration.ZERO, () -> exit(pod, code)));
        if (!simulation.readyAfter().isZero() && simulation.exitCode().isEmpty()) {
            later.accept(simulation.readyAfter(), () -> becomeReady(pod));
        }
    }

    private void initialized(Map<String, Object> pod, Map<String, Object> status, String now) {
        List<Object> statuses = new ArrayList<>();
        for (Object container : Tree.list(pod, "spec", "initContainers")) {
            Map<String, Object> done = base(container, true, 0);
            done.put("state", Cluster.map("terminated", terminated(0, now)));
            statuses.add(done);
            logs.start(Cluster.uid(pod), name(container), List.of(notice(container)));
            logs.end(Cluster.uid(pod), name(container));
        }
        if (!statuses.isEmpty()) {
            status.put("initContainerStatuses", statuses);
        }
    }

    private void startContainer(Map<String, Object> pod, Object container, Simulation simulation, long restarts) {
        List<String> lines = new ArrayList<>(List.of(notice(container)));
        lines.addAll(simulation.log());
        logs.start(Cluster.uid(pod), name(container), lines);
        if (restarts == 0) {
            event(pod, "Normal", "Created", "Created container " + name(container));
        }
        event(pod, "Normal", "Started", "Started container " + name(container));
    }

    private static String notice(Object container) {
        return "sandbox: container \"" + name(container) + "\" is simulated, image "
                + Tree.string(container, "image").orElse("") + " does not run";
    }

    private static String name(Object container) {
        return Tree.string(container, "name").orElse("");
    }

    private static Map<String, Object> base(Object container, boolean ready, long restarts) {
        String image = Tree.string(container, "image").orElse("");
        return Cluster.map(
                "name", name(container),
                "image", image,
                "imageID", image,
                "ready", ready,
                "restartCount", restarts,
                "lastState", Cluster.map());
    }

    private static Map<String, Object> running(Object container, String since, boolean ready, long restarts) {
        Map<String, Object> status = base(container, ready, restarts);
        status.put("state", Cluster.map("running", Cluster.map("startedAt", since)));
        status.put("started", true);
        return status;
    }

    private static Map<String, Object> waiting(Object container, String reason, String message) {
        Map<String, Object> status = base(container, false, 0);
        status.put("state", Cluster.map("waiting", Cluster.map("reason", reason, "message", message)));
        status.put("started", false);
        return status;
    }

    private static Map<String, Object> terminated(long exitCode, String now) {
        return Cluster.map(
                "exitCode", exitCode,
                "reason", exitCode == 0 ? "Completed" : "Error",
                "startedAt", now,
                "finishedAt", now);
    }

    private void readiness(Map<String, Object> status, boolean ready) {
        String reason = ready ? "" : "ContainersNotReady";
        cluster.condition(status, "ContainersReady", ready, reason, "containers are not ready");
        cluster.condition(status, "Ready", ready, reason, "containers are not ready");
    }

    private void becomeReady(Map<String, Object> pod) {
        status(pod, status -> {
            Tree.list(status, "containerStatuses")
                    .forEach(container -> Tree.map(container).put("ready", true));
            readiness(status, true);
        });
    }

    private void failToPull(Map<String, Object> pod, List<Object> containers) {
        for (Object container : containers) {
            String image = Tree.string(container, "image").orElse("");
            if (!imageExists.test(image)) {
                event(pod, "Normal", "Pulling", "Pulling image \"" + image + "\"");
                event(pod, "Warning", "Failed", "Failed to pull image \"" + image + "\": " + notFound(image));
                event(pod, "Warning", "Failed", "Error: ErrImagePull");
            }
        }
        pullStatus(pod, containers, "ErrImagePull", Kubelet::notFound);
        later.accept(PULL_BACK_OFF, () -> {
            for (Object container : containers) {
                String image = Tree.string(container, "image").orElse("");
                if (!imageExists.test(image)) {
                    event(pod, "Normal", "BackOff", "Back-off pulling image \"" + image + "\"");
                    event(pod, "Warning", "Failed", "Error: ImagePullBackOff");
                }
            }
            pullStatus(pod, containers, "ImagePullBackOff", image -> "Back-off pulling image \"" + image + "\"");
        });
        later.accept(PULL_RETRY, () -> {
            if (live(pod).isPresent()) {
                start(pod);
            }
        });
    }

    private static String notFound(String image) {
        return "rpc error: code = NotFound desc = failed to pull image \"" + image + "\": manifest unknown";
    }

    private void pullStatus(
            Map<String, Object> pod,
            List<Object> containers,
            String reason,
            java.util.function.UnaryOperator<String> message) {
        status(pod, status -> {
            status.put("phase", "Pending");
            List<Object> statuses = new ArrayList<>();
            for (Object container : containers) {
                String image = Tree.string(container, "image").orElse("");
                statuses.add(
                        imageExists.test(image)
                                ? waiting(container, "PodInitializing", "")
                                : waiting(container, reason, message.apply(image)));
            }
            status.put("containerStatuses", statuses);
            readiness(status, false);
        });
    }

    private void exit(Map<String, Object> started, long code) {
        Optional<Map<String, Object>> live = live(started);
        if (live.isEmpty()) {
            return;
        }
        Map<String, Object> pod = live.get();
        String policy = Tree.string(pod, "spec", "restartPolicy").orElse("Always");
        String now = objects.now();
        Tree.list(pod, "spec", "containers").forEach(c -> logs.end(Cluster.uid(pod), name(c)));
        boolean stays = policy.equals("Never") || (policy.equals("OnFailure") && code == 0);
        status(pod, status -> {
            for (Object container : Tree.list(status, "containerStatuses")) {
                Tree.map(container).put("state", Cluster.map("terminated", terminated(code, now)));
                Tree.map(container).put("ready", false);
            }
            readiness(status, false);
            if (stays) {
                status.put("phase", code == 0 ? "Succeeded" : "Failed");
            }
        });
        if (stays) {
            return;
        }
        long restarts = restarts(pod);
        if (restarts == 0) {
            later.accept(Duration.ZERO, () -> restart(pod, code));
            return;
        }
        long seconds = Math.min(MAX_BACK_OFF_SECONDS, 10L << Math.min(restarts - 1, 5));
        backOff(pod, terminated(code, now), seconds);
        later.accept(Duration.ofSeconds(seconds), () -> restart(pod, code));
    }

    private static long restarts(Map<String, Object> pod) {
        return Tree.list(pod, "status", "containerStatuses").stream()
                .mapToLong(status -> Tree.integer(status, "restartCount").orElse(0L))
                .max()
                .orElse(0);
    }

    private void backOff(Map<String, Object> pod, Map<String, Object> end, long seconds) {
        String where = Cluster.name(pod) + "_" + Cluster.namespace(pod) + "(" + Cluster.uid(pod) + ")";
        status(pod, status -> {
            for (Object container : Tree.list(status, "containerStatuses")) {
                String message =
                        "back-off " + seconds + "s restarting failed container=" + name(container) + " pod=" + where;
                Map<String, Object> waiting = Cluster.map("reason", "CrashLoopBackOff", "message", message);
                Tree.map(container).put("state", Cluster.map("waiting", waiting));
                Tree.map(container).put("lastState", Cluster.map("terminated", end));
            }
        });
        event(pod, "Warning", "BackOff", "Back-off restarting failed container");
    }

    private void restart(Map<String, Object> before, long code) {
        Optional<Map<String, Object>> live = live(before);
        if (live.isEmpty()) {
            return;
        }
        Map<String, Object> pod = live.get();
        long restarts = restarts(pod) + 1;
        Simulation simulation = Simulation.of(pod);
        Tree.list(pod, "spec", "containers").forEach(c -> startContainer(pod, c, simulation, restarts));
        String now = objects.now();
        status(pod, status -> {
            for (Object container : Tree.list(status, "containerStatuses")) {
                Map<String, Object> map = Tree.map(container);
                map.put("restartCount", restarts);
                map.put("lastState", Cluster.map("terminated", terminated(code, now)));
                map.put("state", Cluster.map("running", Cluster.map("startedAt", now)));
            }
        });
        later.accept(Duration.ZERO, () -> exit(pod, code));
    }

    /** The pod as it is now, unless it is gone or going. */
    private Optional<Map<String, Object>> live(Map<String, Object> pod) {
        return objects.get("pods", Cluster.namespace(pod), Cluster.name(pod))
                .filter(now -> Cluster.uid(now).equals(Cluster.uid(pod)))
                .filter(now -> !Cluster.isTerminating(now));
    }

    private void status(Map<String, Object> pod, Consumer<Map<String, Object>> change) {
        objects.edit(
                objects.kind("pods"),
                Cluster.namespace(pod),
                Cluster.name(pod),
                live -> {
                    change.accept(Tree.mapForWriting(live, "status"));
                    return live;
                },
                Write.statusBy("kubelet"));
    }

    private void event(Map<String, Object> pod, String type, String reason, String message) {
        cluster.event(pod, "kubelet", type, reason, message);
    }
}
