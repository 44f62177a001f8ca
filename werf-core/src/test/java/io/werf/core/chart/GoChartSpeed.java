package io.werf.core.chart;

import com.marcnuri.helm.Helm;
import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renders a chart of 100 templates with Helm and with us in one process, cold and warm, and prints the times; or, with the
 * argument {@code template}, starts the engine alone. Last figures: {@code benchmarks.md} of the site.
 */
final class GoChartSpeed {

    private static final int TEMPLATES = 100;
    private static final int ROUNDS = 60;

    private GoChartSpeed() {}

    public static void main(String[] args) throws IOException {
        if (List.of(args).contains("template")) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            template();
            long end = threads.getCurrentThreadCpuTime();
            System.out.println("registry and a small template, cold: " + (end - start) / 1_000_000 + " ms of CPU");
            return;
        }
        Path chart = Files.createTempDirectory("speed").resolve("shop");
        MemoryTree tree = new MemoryTree();
        file(chart, tree, "Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        file(
                chart,
                tree,
                "values.yaml",
                "replicas: 3\nlabels: {a: x, b: y}\nports: [80, 443, 8080]\nenv: {A: 1, B: two}\n");
        file(
                chart,
                tree,
                "templates/_helpers.tpl",
                "{{- define \"labels\" -}}\napp: {{ .Chart.Name | quote }}\nrelease: {{ .Release.Name | trunc 63 }}\n"
                        + "{{ toYaml .Values.labels }}\n{{- end }}\n");
        for (int i = 0; i < TEMPLATES; i++) {
            file(chart, tree, "templates/t" + i + ".yaml", template(i));
        }
        long ours = millis(() -> ours(tree));
        long helm = millis(() -> helm(chart));
        System.out.println("first call: ours " + ours + " ms, Helm " + helm + " ms");
        long[] oursWarm = new long[ROUNDS];
        long[] helmWarm = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            oursWarm[i] = millis(() -> ours(tree));
            helmWarm[i] = millis(() -> helm(chart));
        }
        System.out.println(
                "median of the last half: ours " + median(oursWarm) + " ms, Helm " + median(helmWarm) + " ms");
    }

    /** Loads what most templates need. */
    private static void template() {
        String text = "{{ define \"l\" }}\napp: {{ .n | quote }}\n{{ toYaml .m | nindent 2 }}{{ end }}"
                + "{{ include \"l\" . | nindent 4 }}{{ range $i, $p := .p }}{{ $i }}{{ $p }}{{ end }}"
                + "{{ if and .n (gt (len .p) 2) }}x{{ end }}";
        GoTemplateEngine.ofHelm(Functions.standard())
                .parse(List.of(new TemplateSource("t", "t", text)))
                .execute("t", Map.of("n", "x", "m", Map.of("a", 1, "b", "c"), "p", List.of(1, 2, 3)));
    }

    private static String template(int number) {
        return "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-" + number
                + "\n  labels:\n    {{- include \"labels\" . | nindent 4 }}\nspec:\n  replicas: {{ .Values.replicas }}\n"
                + "  ports:\n  {{- range $i, $p := .Values.ports }}\n  - name: p{{ $i }}\n    port: {{ $p }}\n  {{- end }}\n"
                + "  env:\n  {{- range $k, $v := .Values.env }}\n  - name: {{ $k | lower | quote }}\n"
                + "    value: {{ $v | toString | quote }}\n  {{- end }}\n"
                + "  {{- if and .Values.labels (gt (len .Values.ports) 2) }}\n  many: true\n  {{- end }}\n";
    }

    private static void file(Path chart, MemoryTree tree, String path, String text) throws IOException {
        Files.createDirectories(chart.resolve(path).getParent());
        Files.writeString(chart.resolve(path), text);
        tree.file(".helm/" + path, text);
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static long median(long[] times) {
        long[] half = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(half);
        return half[half.length / 2];
    }

    private static void helm(Path chart) {
        new Helm(chart).template().withName("shop").call();
    }

    private static void ours(MemoryTree tree) {
        ChartRenderer.render(
                tree,
                new ChartRequest(
                        ".helm",
                        "shop",
                        "",
                        "shop",
                        "default",
                        1,
                        false,
                        ChartImages.NONE,
                        new Commit("a".repeat(40), Instant.EPOCH, "s", Optional.empty()),
                        "1.0.0",
                        Optional.empty(),
                        ValueSources.NONE,
                        new Capabilities("v1.20.0", List.of("v1"))),
                TestSecrets.none(),
                EventSink.none());
    }
}
