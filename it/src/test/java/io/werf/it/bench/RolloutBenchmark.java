package io.werf.it.bench;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.event.EventSink;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.lab.Lab;
import io.werf.core.sandbox.Sandbox;
import io.werf.core.track.RolloutTracker;
import io.werf.core.track.TrackSettings;
import io.werf.it.CountingProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Tracking: in the lab the time from a pod's Ready, and from its failure, to the end of its tracking, both as a watch beside it sees
 * them; in the sandbox what thousands of foreign objects in the namespace cost. Started by {@code it/benchmark rollout}.
 */
final class RolloutBenchmark {

    private static final int RUNS = 10;
    private static final int FOREIGN_PODS = 2_000;
    private static final int FOREIGN_EVENTS = 10_000;

    private RolloutBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.out.printf("tracking, %d runs each, medians (min - max) in ms%n", RUNS);
        try (KubeClient kube = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()))) {
            String namespace = Lab.uniqueName("rollouts");
            KubeObject home = object("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
            kube.apply(home, false);
            kube.apply(
                    object("{apiVersion: v1, kind: ServiceAccount, metadata: {name: plain, namespace: " + namespace
                            + "}, automountServiceAccountToken: false}"),
                    false);
            try {
                String image = Lab.baseImage();
                measure(
                        kube,
                        namespace,
                        "the pod's Ready to the end",
                        "exec tail -f /dev/null",
                        image,
                        pod -> Tree.list(pod.body(), "status", "conditions").stream()
                                .anyMatch(condition -> Tree.string(condition, "type")
                                                .orElse("")
                                                .equals("Ready")
                                        && Tree.string(condition, "status")
                                                .orElse("")
                                                .equals("True")));
                measure(
                        kube,
                        namespace,
                        "image that is not there to the error",
                        "",
                        Lab.registry() + "/none:1",
                        pod -> container(pod, "waiting", "reason").contains("Err"));
                measure(
                        kube,
                        namespace,
                        "second crash to the error",
                        "echo bad; exit 3",
                        image,
                        pod -> restarts(pod) > 0
                                && !container(pod, "terminated", "reason").isEmpty());
            } finally {
                kube.delete(home.id(), "Background");
            }
        }
        foreign();
    }

    private static void measure(
            KubeClient kube, String namespace, String title, String script, String image, Predicate<KubeObject> seen)
            throws InterruptedException {
        List<Long> taken = new ArrayList<>();
        ApiResource pods = kube.resource("", "v1", "Pod");
        for (int run = 0; run <= RUNS; run++) {
            String name = "run-" + run;
            CompletableFuture<Long> cause = new CompletableFuture<>();
            KubeObject deployment = deployment(namespace, name, image, script);
            try (KubeClient.Watch watch = kube.watch(pods, namespace, Selector.labels("app=" + name), event -> {
                        if (seen.test(event.object())) {
                            cause.complete(System.nanoTime());
                        }
                    });
                    RolloutTracker tracker = tracker(kube)) {
                CompletableFuture<Long> end = tracker.track(kube.apply(deployment, false), Optional.empty())
                        .handle((nothing, error) -> System.nanoTime());
                if (run > 0) { // the first loads classes
                    taken.add((end.join() - cause.join()) / 1_000_000);
                } else {
                    end.join();
                }
            }
            kube.delete(deployment.id(), "Background");
        }
        Measured.print(title, taken);
    }

    private static void foreign() throws Exception {
        try (Sandbox sandbox = Sandbox.start();
                CountingProxy proxy = CountingProxy.before(sandbox.apiServer());
                KubeClient direct = connect(sandbox.kubeConfig());
                KubeClient counted = connect(sandbox.kubeConfig()
                        .replace(sandbox.apiServer().toString(), "http://127.0.0.1:" + proxy.port()))) {
            String padding = "x".repeat(2_000);
            for (int i = 0; i < FOREIGN_PODS; i++) {
                direct.create(object("{apiVersion: v1, kind: Pod, metadata: {name: foreign-" + i
                        + ", namespace: default, labels: {app: foreign}, annotations: {padding: " + padding
                        + "}}, spec: {nodeName: elsewhere, containers: [{name: app, image: a}]}}"));
            }
            for (int i = 0; i < FOREIGN_EVENTS; i++) {
                direct.create(object("{apiVersion: v1, kind: Event, metadata: {name: foreign-" + i
                        + ", namespace: default}, type: Warning, reason: Unhealthy, message: 'Readiness probe failed: "
                        + "HTTP probe failed with statuscode: 503', involvedObject: {kind: Pod, name: foreign-"
                        + i % FOREIGN_PODS
                        + ", uid: u" + i % FOREIGN_PODS + ", namespace: default}}"));
            }
            counted.version();
            proxy.forget();
            try (RolloutTracker tracker = tracker(counted)) {
                tracker.track(counted.apply(deployment("default", "web", "a", ""), false), Optional.empty())
                        .get(60, TimeUnit.SECONDS);
            }
            long tracking = proxy.answeredBytes();
            int requests = proxy.requests().size();
            proxy.forget();
            counted.list(counted.resource("", "v1", "Pod"), "default", Selector.ALL);
            counted.list(counted.resource("", "v1", "Event"), "default", Selector.ALL);
            long listing = proxy.answeredBytes();
            System.out.printf(
                    "beside %d foreign pods and %d events: %d requests, %.1f kB; listing them %.1f kB; 1/%d of it%n",
                    FOREIGN_PODS, FOREIGN_EVENTS, requests, tracking / 1000.0, listing / 1000.0, listing / tracking);
        }
    }

    private static KubeClient connect(String kubeConfig) throws Exception {
        Path file = Files.createTempFile("werf-benchmark", ".yaml");
        Files.writeString(file, kubeConfig);
        return KubeClients.connect(new KubeSettings(List.of(file), Optional.empty()));
    }

    private static RolloutTracker tracker(KubeClient kube) {
        return new RolloutTracker(kube, EventSink.none(), Clock.systemUTC(), TrackSettings.DEFAULT);
    }

    private static KubeObject deployment(String namespace, String name, String image, String script) {
        return object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name + ", namespace: " + namespace
                + ", labels: {app.kubernetes.io/managed-by: Helm}}, spec: {replicas: 1, selector: {matchLabels: {app: "
                + name + "}}, template: {metadata: {labels: {app: " + name
                + "}}, spec: {serviceAccountName: plain, terminationGracePeriodSeconds: 0, containers: [{name: app, image: '"
                + image + "', command: [sh, -c, '" + script + "']}]}}}}");
    }

    private static String container(KubeObject pod, String state, String field) {
        return Tree.list(pod.body(), "status", "containerStatuses").stream()
                .flatMap(status -> Tree.string(status, "state", state, field).stream())
                .findFirst()
                .orElse("");
    }

    private static long restarts(KubeObject pod) {
        return Tree.list(pod.body(), "status", "containerStatuses").stream()
                .mapToLong(status -> Tree.integer(status, "restartCount").orElse(0L))
                .sum();
    }

    private static KubeObject object(String yaml) {
        return new KubeObject(Tree.map(Yaml.read(yaml, "benchmark", Yaml.DuplicateKeys.REFUSED)
                .orElseThrow()
                .plain()));
    }
}
