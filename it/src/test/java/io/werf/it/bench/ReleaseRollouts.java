package io.werf.it.bench;

import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.Deployer;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.track.TrackSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Whole releases with pods in the lab's cluster. Started by {@code it/benchmark deploy rollouts}. */
final class ReleaseRollouts {

    private static final int RUNS = 5;
    private static final int MANY = 60;

    private final KubeClient kube;
    private final String namespace;

    private ReleaseRollouts(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    static void measure() {
        String name = Lab.uniqueName("bench");
        ResourceId home = new ResourceId("", "v1", "Namespace", "", name);
        try (KubeClient kube = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()))) {
            try {
                new ReleaseRollouts(kube, name).oneOfAHundred();
                new ReleaseRollouts(kube, name).many();
            } finally {
                kube.delete(home, "Background");
            }
        }
    }

    /** A hundred objects of which one Deployment changes: from its new pod's Ready to the end of the converge. */
    private void oneOfAHundred() {
        Figures figures = new Figures("100 objects, one Deployment changes");
        List<String> objects = new ArrayList<>(DeployObjects.application());
        AtomicLong ready = new AtomicLong();
        for (int run = 0; run <= RUNS; run++) {
            objects.set(0, DeployObjects.deployment("web-0", 1, Lab.baseImage(), "run " + run));
            ready.set(0);
            try (KubeClient.Watch watch =
                    kube.watch(kube.resource("", "v1", "Pod"), namespace, Selector.labels("app=web-0"), event -> {
                        if (isReady(event.object())) {
                            ready.set(System.nanoTime());
                        }
                    })) {
                converge("one", objects, event -> {});
                long end = System.nanoTime();
                if (run > 0) { // the first is the installation
                    figures.add("the last pod's Ready to the end ms", (end - ready.get()) / 1_000_000);
                }
            }
        }
        figures.print();
    }

    private static boolean isReady(KubeObject pod) {
        return Tree.list(pod.body(), "status", "conditions").stream()
                .anyMatch(condition ->
                        "Ready".equals(Tree.get(condition, "type")) && "True".equals(Tree.get(condition, "status")));
    }

    /** That tracking holds no apply up: all are applied before the first is ready. */
    private void many() {
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            objects.add(DeployObjects.deployment("many-" + i, 1, Lab.baseImage(), "true"));
        }
        AtomicLong lastApplied = new AtomicLong();
        AtomicLong firstReady = new AtomicLong();
        AtomicLong applied = new AtomicLong();
        long begin = System.nanoTime();
        converge("many", objects, event -> {
            if (event instanceof Event.ResourceChanged) {
                lastApplied.set(System.nanoTime());
                applied.incrementAndGet();
            } else if (event instanceof Event.RolloutProgress progress && progress.ready()) {
                firstReady.compareAndSet(0, System.nanoTime());
            }
        });
        Figures figures = new Figures(MANY + " Deployments of one pod, from the beginning");
        figures.add("applied", applied.get());
        figures.add("all applied ms", (lastApplied.get() - begin) / 1_000_000);
        figures.add("first ready ms", (firstReady.get() - begin) / 1_000_000);
        figures.add("all ready ms", (System.nanoTime() - begin) / 1_000_000);
        figures.print();
    }

    private void converge(String release, List<String> objects, EventSink events) {
        new Deployer(kube, events, Clock.systemUTC(), TrackSettings.DEFAULT, "benchmark", text -> text)
                .converge(new DeployRequest(
                        release,
                        namespace,
                        (upgrade, revision) -> DeployObjects.manifest(objects),
                        Map.of(),
                        false,
                        Duration.ofMinutes(5),
                        5,
                        true));
    }
}
