package io.werf.it.bench;

import io.werf.it.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The no-change converge of the example in the lab: wall time split by step, requests per server, memory; first in a JVM of its own,
 * then as a whole Maven process with a heap of 256 MiB. Prints medians with the range. Started by {@code it/benchmark}.
 */
final class ConvergeBenchmark {

    private static final int RUNS = 5;

    private ConvergeBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createTempDirectory("werf-benchmark");
        try (Servers servers = Servers.start(scratch)) {
            servers.hello().converge();
            System.out.printf("no-change converge of hello in the lab, %d runs each, medians (min - max)%n%n", RUNS);
            measure("library, cold JVM", servers, embedded(servers));
            measure("mvn werf:converge, -Xmx256m", servers, maven(servers));
            servers.hello().dismiss();
        }
    }

    private static void measure(String title, Servers servers, List<String> command)
            throws IOException, InterruptedException {
        Figures figures = new Figures(title);
        run(command); // warms the page cache
        for (int i = 0; i < RUNS; i++) {
            servers.forget();
            long begin = System.nanoTime();
            String output = run(command);
            figures.add("process ms", (System.nanoTime() - begin) / 1_000_000);
            long start = 0;
            for (String line : output.lines().toList()) {
                String[] words = line.split(" ");
                switch (words[0]) {
                    case "begin" -> start = Long.parseLong(words[1]);
                    case "step" ->
                        figures.add("step " + words[1].toLowerCase(Locale.ROOT) + " ms", Long.parseLong(words[2]));
                    case "end" -> figures.add("converge ms", Long.parseLong(words[1]) - start);
                    case "heap" -> figures.add("heap peak MiB", Long.parseLong(words[1]) >> 20);
                    default -> {}
                }
            }
            if (start > 0) {
                Instant first = servers.firstRequest();
                figures.add("first request after start ms", first.toEpochMilli() - start);
            }
            figures.add("registry requests", servers.registryRequests().size());
            figures.add("API requests", servers.apiRequests().size());
            figures.add(
                    "API writes",
                    servers.apiRequests().stream()
                            .filter(request -> !request.isRead())
                            .count());
        }
        figures.print();
        System.out.println();
    }

    private static List<String> embedded(Servers servers) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ConvergeOnce.class.getName(),
                servers.hello().git().directory().toString(),
                servers.hello().repo(),
                servers.kubeConfig().toString(),
                servers.hello().name());
    }

    private static List<String> maven(Servers servers) {
        return List.of(
                "mvn",
                "-o",
                "-B",
                "-f",
                servers.hello().git().directory().toString(),
                "werf:converge",
                "-Dwerf.repo=" + servers.hello().repo(),
                "-Dwerf.kubeConfig=" + servers.kubeConfig(),
                "-Dwerf.release=" + servers.hello().name(),
                "-Dwerf.namespace=" + servers.hello().name());
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MAVEN_OPTS", "-Xmx256m");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed:\n" + output);
        }
        return output;
    }
}
