package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import io.werf.core.template.functions.FunctionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
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
 * {@code charts/}, with real Helm and with us, once as they are and once for each values file in
 * {@code ci/}. Lines that two runs of Helm render differently are random and not compared.
 * Charts that use {@code lookup} need a KUBECONFIG of a cluster that has nothing of them, for Helm asks it.
 */
@EnabledIfEnvironmentVariable(named = "WERF_PUBLIC_CHARTS", matches = ".+")
class PublicChartsTest {

    private static final String KUBE_VERSION = "v1.31.0";
    private static final String RANDOM = "# random";

    private enum Outcome {
        EQUAL,
        BOTH_REFUSE,
        /** Helm wants a schema of another address, which it cannot reach; we do not ask for it. */
        NOT_COMPARABLE,
        DIFFERENT
    }

    /**
     * What is rendered.
     *
     * @param values a file of the chart, as charts bring them for their own tests
     */
    private record Input(Path chart, Optional<Path> values) {

        static Stream<Input> of(Path chart) {
            try (Stream<Path> files = Files.walk(chart, 2, FileVisitOption.FOLLOW_LINKS)) {
                List<Path> values = files.filter(Input::isForTests).sorted().toList();
                return Stream.concat(
                        Stream.of(new Input(chart, Optional.empty())),
                        values.stream().map(file -> new Input(chart, Optional.of(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isForTests(Path file) {
            return file.toString().matches(".*/ci/[^/]*values[^/]*\\.ya?ml");
        }

        @Override
        public String toString() {
            return chart.getFileName()
                    + values.map(file -> " with " + file.getFileName()).orElse("");
        }
    }

    @Test
    void rendersAllAsHelm(@TempDir Path directory) throws IOException {
        List<String> apiVersions = apiVersions(directory);
        List<Input> inputs;
        try (Stream<Path> all = Files.list(Path.of(System.getenv("WERF_PUBLIC_CHARTS")))) {
            inputs = all.filter(path -> Files.exists(path.resolve("Chart.yaml")))
                    .sorted()
                    .flatMap(Input::of)
                    .toList();
        }
        int[] counts = new int[Outcome.values().length];
        List<String> differences = new ArrayList<>();
        for (Input input : inputs) {
            counts[compare(input, apiVersions, differences, directory).ordinal()]++;
        }
        System.out.printf(
                "%d charts, %d with values: %d equal, %d that both refuse, %d whose schema cannot be had, %d different%n",
                inputs.stream().map(Input::chart).distinct().count(),
                inputs.size(),
                counts[Outcome.EQUAL.ordinal()],
                counts[Outcome.BOTH_REFUSE.ordinal()],
                counts[Outcome.NOT_COMPARABLE.ordinal()],
                counts[Outcome.DIFFERENT.ordinal()]);
        differences.forEach(System.out::println);
        assertThat(differences).isEmpty();
    }

    private static Outcome compare(Input input, List<String> apiVersions, List<String> differences, Path directory)
            throws IOException {
        Optional<String> helm = Optional.empty();
        String refusal = "";
        try {
            helm = Optional.of(helm(input));
        } catch (IllegalStateException refused) {
            refusal = String.valueOf(refused.getMessage()).strip();
        }
        String ours;
        try {
            ours = ours(input, apiVersions);
        } catch (WerfException refused) {
            if (helm.isEmpty()) {
                return Outcome.BOTH_REFUSE;
            }
            differences.add(input + ": ours refuses: " + refused.getMessage());
            return Outcome.DIFFERENT;
        }
        if (refusal.contains("failing loading \"http")) {
            return Outcome.NOT_COMPARABLE;
        }
        if (helm.isEmpty()) {
            differences.add(input + ": Helm refuses: " + refusal);
            return Outcome.DIFFERENT;
        }
        if (helm.get().equals(ours)) {
            return Outcome.EQUAL;
        }
        Optional<String> difference = difference(helm.get(), helm(input), ours);
        if (difference.isPresent()) {
            // A few charts print all values that there are.
            Path service = directory.resolve("service.json");
            Files.writeString(service, Json.write(ServiceValues.of(request(input, apiVersions))));
            String more = helm(input, service);
            difference = difference(more, helm(input, service), ours);
        }
        difference.ifPresent(text -> differences.add(input + ": " + text));
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

    private static String helm(Input input, Path... further) {
        TemplateCommand command = new Helm(input.chart())
                .template()
                .withName("rel")
                .withNamespace("ns")
                .withKubeVersion(KUBE_VERSION);
        input.values().ifPresent(command::withValuesFile);
        Stream.of(further).forEach(command::withValuesFile);
        String rendered = command.call();
        return rendered == null ? "" : rendered; // nothing but hooks
    }

    /** As helm-java prints it: without hooks and without the files of {@code crds/}. */
    private static String ours(Input input, List<String> apiVersions) throws IOException {
        MemoryTree tree = new MemoryTree();
        Path chart = input.chart();
        try (Stream<Path> files = Files.walk(chart, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.bytes(".helm/" + chart.relativize(file), Files.readAllBytes(file));
            }
        }
        Manifest manifest =
                ChartRenderer.render(tree, request(input, apiVersions), TestSecrets.none(), EventSink.none());
        List<ManifestDocument> shown = manifest.documents().stream()
                .filter(document -> document.source().contains("/templates/") && !isHook(document))
                .toList();
        return new Manifest("", Map.of(), Map.of(), shown, "").text();
    }

    private static ChartRequest request(Input input, List<String> apiVersions) {
        List<String> values = input
                .values()
                .map(file -> ".helm/" + input.chart().relativize(file))
                .stream()
                .toList();
        return new ChartRequest(
                ".helm",
                "shop",
                "",
                "rel",
                "ns",
                1,
                false,
                ChartImages.NONE,
                new Commit("a".repeat(40), Instant.EPOCH, "s", Optional.empty()),
                "1.0.0",
                Optional.empty(),
                new ValueSources(values, List.of(), List.of(), List.of(), List.of(), List.of()),
                new Capabilities(KUBE_VERSION, apiVersions));
    }

    /** Throws where Helm cannot read a document either. */
    private static boolean isHook(ManifestDocument document) {
        Object tree = Yaml.read(document.text(), "document", Yaml.DuplicateKeys.LAST_WINS)
                .map(YamlNode::plain)
                .orElse(Map.of());
        if (!(tree instanceof Map)) {
            throw FunctionException.of("not an object: " + document.source());
        }
        return Tree.string(tree, "metadata", "annotations", "helm.sh/hook").isPresent();
    }

    private static List<String> apiVersions(Path directory) throws IOException {
        Path chart =
                Files.createDirectories(directory.resolve("versions/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: v\nversion: 1.0.0\n");
        Files.writeString(chart.resolve("templates/v.yaml"), "v: {{ .Capabilities.APIVersions | toJson }}\n");
        String rendered = helm(new Input(chart, Optional.empty()));
        return Tree.list(Json.read(
                        rendered.substring(rendered.indexOf("v: [") + 3).strip()))
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
