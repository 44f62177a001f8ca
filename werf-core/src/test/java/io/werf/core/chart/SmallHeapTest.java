package io.werf.core.chart;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chart that renders to 5 MB does so in a JVM of 64 MiB. */
class SmallHeapTest {

    private static final int TEMPLATES = 50;
    private static final int LINES = 2_000;

    @Test
    void fiveMegabytesOfManifestsNeedNoMoreThan64MiBOfHeap() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(jvm.waitFor(60, SECONDS)).isTrue();
            assertThat(said).endsWith("rendered\n");
        } finally {
            jvm.destroyForcibly();
        }
    }

    /** What runs in the small JVM. */
    public static void main(String[] arguments) {
        MemoryTree tree = new MemoryTree();
        tree.file(".helm/values.yaml", "lines: " + LINES + "\n");
        tree.file(
                ".helm/templates/_h.tpl",
                "{{ define \"data\" }}{{ range $i := until (int .Values.lines) }}\n"
                        + "key-{{ $i }}: {{ printf \"the value of line %d of %s\" $i $.Template.Name | quote }}"
                        + "{{ end }}{{ end }}");
        for (int i = 0; i < TEMPLATES; i++) {
            tree.file(
                    ".helm/templates/t" + i + ".yaml",
                    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: m" + i
                            + "\ndata:{{ include \"data\" . | nindent 2 }}\n");
        }
        Manifest manifest = ChartRenderer.render(
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
        int size = manifest.text().length();
        System.out.println(size < 5_000_000 ? "only " + size : "rendered");
    }
}
