package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.error.WerfException;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Renders all charts of the directory that {@code WERF_PUBLIC_CHARTS} names, each a directory with its dependencies in
 * {@code charts/}, with real Helm and with us. Lines that two runs of Helm render differently are random and not compared.
 * Charts that use {@code lookup} need a KUBECONFIG of a cluster that has nothing of them, for Helm asks it.
 */
@EnabledIfEnvironmentVariable(named = "WERF_PUBLIC_CHARTS", matches = ".+")
class PublicChartsTest {

    private static final String KUBE_VERSION = "v1.31.0";
    private static final String RANDOM = "# random";

    private enum Outcome {
        EQUAL,
        BOTH_REFUSE,
        DIFFERENT
    }

    @Test
    void rendersAllAsHelm(@TempDir Path directory) throws IOException {
        List<String> apiVersions = apiVersions(directory);
        List<Path> charts;
        try (Stream<Path> all = Files.list(Path.of(System.getenv("WERF_PUBLIC_CHARTS")))) {
            charts = all.filter(path -> Files.exists(path.resolve("Chart.yaml")))
                    .sorted()
                    .toList();
        }
        int[] counts = new int[Outcome.values().length];
        List<String> differences = new ArrayList<>();
        for (Path chart : charts) {
            counts[compare(chart, apiVersions, differences).ordinal()]++;
        }
        System.out.printf(
                "%d charts: %d equal, %d that both refuse, %d different%n",
                charts.size(),
                counts[Outcome.EQUAL.ordinal()],
                counts[Outcome.BOTH_REFUSE.ordinal()],
                counts[Outcome.DIFFERENT.ordinal()]);
        differences.forEach(System.out::println);
        assertThat(differences).isEmpty();
    }

    private static Outcome compare(Path chart, List<String> apiVersions, List<String> differences) throws IOException {
        String helm = null;
        String again = null;
        String refusal = "";
        try {
            helm = helm(chart);
            again = helm(chart);
        } catch (IllegalStateException refused) {
            refusal = refused.getMessage();
        }
        String ours;
        try {
            ours = ours(chart, apiVersions);
        } catch (WerfException refused) {
            if (helm == null) {
                return Outcome.BOTH_REFUSE;
            }
            differences.add(chart.getFileName() + ": ours refuses: " + refused.getMessage());
            return Outcome.DIFFERENT;
        }
        if (helm == null || again == null) {
            differences.add(chart.getFileName() + ": Helm refuses: " + refusal.strip());
            return Outcome.DIFFERENT;
        }
        Optional<String> difference = difference(helm, again, ours);
        difference.ifPresent(text -> differences.add(chart.getFileName() + ": " + text));
        return difference.isPresent() ? Outcome.DIFFERENT : Outcome.EQUAL;
    }

    private static Optional<String> difference(String helm, String again, String ours) {
        String[] wanted = helm.split("\n", -1);
        String[] second = again.split("\n", -1);
        String[] found = ours.split("\n", -1);
        for (int i = 0; i < Math.max(wanted.length, found.length); i++) {
            String line = i < wanted.length ? wanted[i] : "(end)";
            boolean isRandom = i < second.length && !second[i].equals(line);
            String other = i < found.length ? found[i] : "(end)";
            if (!(isRandom ? RANDOM : line).equals(isRandom ? RANDOM : other)) {
                return Optional.of("line " + (i + 1) + "\n  helm: " + line + "\n  ours: " + other);
            }
        }
        return Optional.empty();
    }

    private static String helm(Path chart) {
        return new Helm(chart)
                .template()
                .withName("rel")
                .withNamespace("ns")
                .withKubeVersion(KUBE_VERSION)
                .call();
    }

    /** As helm-java prints it: without hooks and without the files of {@code crds/}. */
    private static String ours(Path chart, List<String> apiVersions) throws IOException {
        MemoryTree tree = new MemoryTree();
        try (Stream<Path> files = Files.walk(chart)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.bytes(".helm/" + chart.relativize(file), Files.readAllBytes(file));
            }
        }
        Manifest manifest = ChartRenderer.render(
                tree,
                new ChartRequest(
                        ".helm",
                        "shop",
                        "",
                        "rel",
                        "ns",
                        1,
                        false,
                        Map.of(),
                        "",
                        new Commit("a".repeat(40), Instant.EPOCH, "s", Optional.empty()),
                        "1.0.0",
                        ValueSources.NONE,
                        KUBE_VERSION,
                        ApiVersions.of(apiVersions)),
                TestSecrets.none());
        List<ManifestDocument> shown = manifest.documents().stream()
                .filter(document -> document.source().contains("/templates/") && !isHook(document))
                .toList();
        return new Manifest("", Map.of(), Map.of(), shown, "").text();
    }

    private static boolean isHook(ManifestDocument document) {
        try {
            Object tree = Yaml.read(document.text(), "document", Yaml.DuplicateKeys.LAST_WINS)
                    .map(YamlNode::plain)
                    .orElse(null);
            return Tree.string(tree, "metadata", "annotations", "helm.sh/hook").isPresent();
        } catch (YamlException notYaml) {
            return false;
        }
    }

    private static List<String> apiVersions(Path directory) throws IOException {
        Path chart =
                Files.createDirectories(directory.resolve("versions/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: v\nversion: 1.0.0\n");
        Files.writeString(chart.resolve("templates/v.yaml"), "v: {{ .Capabilities.APIVersions | toJson }}\n");
        String rendered = helm(chart);
        return Tree.list(Json.read(
                        rendered.substring(rendered.indexOf("v: [") + 3).strip()))
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
