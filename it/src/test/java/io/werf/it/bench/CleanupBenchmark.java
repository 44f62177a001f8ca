package io.werf.it.bench;

import io.werf.core.config.Slug;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.sandbox.Sandbox;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A clean-up of 10,000 images with records of 1,000 commits, ten images each, in a repository of 50,000 commits and 500 branches;
 * 100 images are in use. The registry takes 20 ms for each answer; registry and cluster are in this JVM, the clean-up in one of its
 * own with {@code -Xmx512m}. Started by {@code it/benchmark cleanup}.
 */
final class CleanupBenchmark {

    private static final int RUNS = 3;
    private static final int TRUNK = 40_000;
    private static final int BRANCHES = 500;
    private static final int ON_BRANCH = 20;
    private static final int NAMES = 10;
    private static final int IN_USE = 100;

    private final Path project;
    private final SlowRegistry registry;
    private final Sandbox sandbox;

    private CleanupBenchmark(Path project, SlowRegistry registry, Sandbox sandbox) {
        this.project = project;
        this.registry = registry;
        this.sandbox = sandbox;
    }

    public static void main(String[] arguments) throws Exception {
        Path project = Files.createTempDirectory("werf-cleanup-benchmark");
        try (SlowRegistry registry = new SlowRegistry(Duration.ofMillis(20));
                Sandbox sandbox = Sandbox.start()) {
            CleanupBenchmark benchmark = new CleanupBenchmark(project, registry, sandbox);
            List<String> images = benchmark.publish(benchmark.history());
            benchmark.run(images);
            System.out.println("10,000 images of 1,000 commits; 50,000 commits, 500 branches; 20 ms latency; -Xmx512m");
            for (int i = 0; i < RUNS; i++) {
                benchmark.once("decide");
            }
            benchmark.once("clean");
            for (int i = 0; i < RUNS; i++) {
                benchmark.once("clean");
            }
        }
    }

    /** Makes trunk and branches, the newest last, and gives the commits that have images. */
    private List<String> history() throws Exception {
        run("git", "init", "-q", project.toString());
        long now = Instant.now().getEpochSecond();
        Process process = new ProcessBuilder("git", "-C", project.toString(), "fast-import", "--quiet")
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (OutputStream out = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            for (int i = 1; i <= TRUNK; i++) {
                commit(out, "main", i, now - (TRUNK - i) * 1500L, i == 1 ? 0 : i - 1);
            }
            for (int branch = 0; branch < BRANCHES; branch++) {
                int base = (branch + 1) * (TRUNK / BRANCHES);
                for (int i = 0; i < ON_BRANCH; i++) {
                    int mark = TRUNK + branch * ON_BRANCH + i + 1;
                    long time = now - (TRUNK - base) * 1500L - (ON_BRANCH - i);
                    commit(out, "feature-" + branch, mark, time, i == 0 ? base : mark - 1);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git fast-import failed");
        }
        String[] trunk =
                run("git", "-C", project.toString(), "rev-list", "origin/main").split("\n");
        List<String> commits = new ArrayList<>(Arrays.asList(trunk).subList(0, BRANCHES));
        commits.addAll(Arrays.asList(run(
                        "git",
                        "-C",
                        project.toString(),
                        "for-each-ref",
                        "--format=%(objectname)",
                        "refs/remotes/origin/feature-*")
                .split("\n")));
        return commits;
    }

    private static void commit(OutputStream out, String branch, int mark, long time, int parent) throws IOException {
        out.write(("commit refs/remotes/origin/" + branch + "\nmark :" + mark + "\ncommitter a <a@b> " + time
                        + " +0000\ndata 1\na\n" + (parent == 0 ? "" : "from :" + parent + "\n"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private List<String> publish(List<String> commits) {
        List<String> images = new ArrayList<>();
        long built = Instant.now().minus(Duration.ofDays(1)).toEpochMilli();
        for (int name = 0; name < NAMES; name++) {
            registry.add("managed-image-app" + name);
            for (String commit : commits) {
                String image = String.format("%056x", images.size() + 1);
                images.add(image);
                registry.add(image);
                registry.add("meta-" + Slug.hash("shop\napp" + name) + "_" + commit + "_" + image + "-" + built);
            }
        }
        return images;
    }

    private void run(List<String> images) {
        try (KubeClient cluster = KubeClients.connect(sandbox.apiServer())) {
            cluster.create(object("Namespace", Map.of("name", "prod"), Map.of()));
            for (int i = 0; i < IN_USE; i++) {
                String image = registry.host() + "/shop:" + images.get(i * (images.size() / IN_USE));
                cluster.create(object(
                        "Pod",
                        Map.of("name", "p" + i, "namespace", "prod"),
                        Map.of("spec", Map.of("containers", List.of(Map.of("name", "c", "image", image))))));
            }
        }
    }

    private static KubeObject object(String kind, Map<String, Object> metadata, Map<String, Object> rest) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("apiVersion", "v1", "kind", kind, "metadata", metadata));
        body.putAll(rest);
        return new KubeObject(body);
    }

    private void once(String what) throws Exception {
        int tags = registry.tags().size();
        registry.forget();
        long begin = System.nanoTime();
        String output = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                CleanupOnce.class.getName(),
                what,
                project.toString(),
                registry.host() + "/shop",
                sandbox.apiServer().toString());
        long process = (System.nanoTime() - begin) / 1_000_000;
        String figures = output.lines().collect(Collectors.joining(", "));
        System.out.printf(
                "  %-6s of %5d tags: process %d ms, %s, requests %d, at most %d at once%n",
                what, tags, process, figures, registry.requests(), registry.mostAtOnce());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }
}
