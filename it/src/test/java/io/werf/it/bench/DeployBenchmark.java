package io.werf.it.bench;

import com.marcnuri.helm.Helm;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.Deployer;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.track.TrackSettings;
import io.werf.it.CountingProxy;
import io.werf.it.KubeProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The engine of deploys against the lab's API server, as far away as a proxy makes it. All in one warm JVM, the proxy too, so that
 * {@code -Xmx} bounds the sum. Prints medians with the range. Started by {@code it/benchmark deploy}.
 */
final class DeployBenchmark implements AutoCloseable {

    private static final int RUNS = 3;
    private static final List<Integer> LATENCIES = List.of(0, 20, 100);
    private static final int PARALLEL = 30;

    private final Path scratch;
    private final KubeProxy proxy = KubeProxy.start();
    private final CountingProxy counter = proxy.counter();
    private final KubeSettings behindProxy;
    private final KubeClient direct = connect(Lab.kubeConfig());
    private final List<String> namespaces = new ArrayList<>();

    private DeployBenchmark(Path scratch) throws IOException {
        this.scratch = scratch;
        this.behindProxy = new KubeSettings(List.of(proxy.kubeConfig(scratch)), Optional.empty());
    }

    /** Measures what is named, or all. */
    public static void main(String[] names) throws Exception {
        List<String> wanted = List.of(names);
        try (DeployBenchmark benchmark = new DeployBenchmark(Files.createTempDirectory("werf-deploy"))) {
            if (wanted.isEmpty() || wanted.contains("unchanged")) {
                benchmark.unchanged();
            }
            if (wanted.isEmpty() || wanted.contains("created")) {
                benchmark.created();
            }
            if (wanted.isEmpty() || wanted.contains("rollouts")) {
                ReleaseRollouts.measure();
            }
        }
    }

    private void unchanged() throws Exception {
        String namespace = namespace();
        List<String> objects = DeployObjects.application();
        converge(namespace, objects);
        converge(namespace, objects);
        Path file = Files.writeString(scratch.resolve("objects.yaml"), String.join("---\n", objects));
        Path chart = chart(file);
        helm(namespace + "-h", chart);
        for (int latency : LATENCIES) {
            counter.delay(Duration.ofMillis(latency));
            Figures ours = new Figures("100 unchanged objects, " + latency + " ms");
            Figures kubectl = new Figures("  beside it kubectl apply, " + latency + " ms");
            Figures helm = new Figures("  beside it helm-java's upgrade, " + latency + " ms");
            for (int i = 0; i < RUNS; i++) {
                counter.forget();
                long cpu = cpuMillis();
                ours.add("ms", millis(() -> converge(namespace, objects)));
                ours.add("CPU ms, with the proxy", cpuMillis() - cpu);
                ours.add("requests", counter.requests().size());
                ours.add(
                        "writes",
                        counter.requests().stream()
                                .filter(request -> !request.isRead())
                                .count());
                counter.forget();
                kubectl.add("ms", millis(() -> kubectl("apply", "-n", namespace + "-k", "-f", file.toString())));
                kubectl.add("requests", counter.requests().size());
                counter.forget();
                helm.add("ms", millis(() -> helm(namespace + "-h", chart)));
                helm.add("requests", counter.requests().size());
            }
            ours.print();
            kubectl.print();
            helm.print();
        }
        counter.delay(Duration.ZERO);
    }

    private void created() throws Exception {
        List<String> objects = DeployObjects.configMaps(1000);
        for (int latency : LATENCIES.subList(0, 2)) {
            Figures figures = new Figures("1000 ConfigMaps created, " + latency + " ms");
            for (int i = 0; i < RUNS; i++) {
                counter.delay(Duration.ofMillis(latency));
                String bare = namespace();
                String fresh = namespace();
                long loop = millis(() -> bareLoop(bare, objects));
                long engine = millis(() -> converge(fresh, objects));
                figures.add("bare loop ms", loop);
                figures.add("engine ms", engine);
                figures.add("rate in % of the loop's", 100 * loop / engine);
                counter.delay(Duration.ZERO);
            }
            figures.print();
        }
    }

    /** The same requests with nothing around them. */
    private Void bareLoop(String namespace, List<String> objects) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try (KubeClient kube = KubeClients.connect(behindProxy)) {
            List<Callable<KubeObject>> calls = new ArrayList<>();
            for (String text : objects) {
                calls.add(() -> kube.apply(object(text, namespace), false));
            }
            for (Future<KubeObject> done : threads.invokeAll(calls)) {
                done.get();
            }
            return null;
        } finally {
            threads.shutdown();
        }
    }

    private Void converge(String namespace, List<String> objects) {
        try (KubeClient kube = KubeClients.connect(behindProxy)) {
            new Deployer(kube, event -> {}, Clock.systemUTC(), TrackSettings.DEFAULT, "benchmark", text -> text)
                    .converge(new DeployRequest(
                            "bench",
                            namespace,
                            (upgrade, revision) -> DeployObjects.manifest(objects),
                            Map.of(),
                            false,
                            Duration.ofMinutes(5),
                            5,
                            true));
            return null;
        }
    }

    private Path chart(Path objects) throws IOException {
        Path chart = Files.createDirectories(scratch.resolve("bench/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: bench\nversion: 1.0.0\n");
        Files.copy(objects, chart.resolve("templates/objects.yaml"));
        return chart;
    }

    private Void helm(String namespace, Path chart) {
        new Helm(chart)
                .upgrade()
                .install()
                .withName("bench")
                .withNamespace(namespace)
                .withKubeConfig(behindProxy.kubeConfigs().get(0))
                .call();
        return null;
    }

    private Void kubectl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "kubectl", "--kubeconfig", behindProxy.kubeConfigs().get(0).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("kubectl.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(scratch.resolve("kubectl.log")));
        }
        return null;
    }

    private static KubeObject object(String text, String namespace) {
        Map<String, Object> body = Tree.map(Yaml.read(text, "object", Yaml.DuplicateKeys.REFUSED)
                .orElseThrow()
                .plain());
        Tree.mapForWriting(body, "metadata").put("namespace", namespace);
        return new KubeObject(body);
    }

    private String namespace() {
        String name = Lab.uniqueName("bench");
        for (String each : List.of(name, name + "-k", name + "-h")) {
            direct.create(new KubeObject(new LinkedHashMap<>(
                    Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", each)))));
            namespaces.add(each);
        }
        return name;
    }

    private static KubeClient connect(Path kubeConfig) {
        return KubeClients.connect(new KubeSettings(List.of(kubeConfig), Optional.empty()));
    }

    private static long cpuMillis() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private static long millis(Callable<Void> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Override
    public void close() {
        namespaces.forEach(name -> direct.delete(new ResourceId("", "v1", "Namespace", "", name), "Background"));
        direct.close();
        proxy.close();
    }
}
