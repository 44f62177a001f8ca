package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart with the values given for it, which real Helm and ours render. */
final class ChartCase {

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> values = new ArrayList<>();
    private final Map<String, String> set = new LinkedHashMap<>();

    ChartCase() {
        file("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
        values("global: {always: 1}\n"); // so that what werf adds there makes no difference
    }

    ChartCase file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    ChartCase file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** A subchart that shows its own values in an object. */
    ChartCase subchart(String directory, String chartYaml, String valuesYaml) {
        return file(directory + "/Chart.yaml", chartYaml)
                .file(directory + "/values.yaml", valuesYaml)
                .file(directory + "/templates/show.yaml", SHOW);
    }

    /** Prints all that a chart knows, but for what werf adds at every level. */
    static final String SHOW = "{{- define \"strip\" -}}{{- $out := dict -}}{{- range $k, $v := . -}}"
            + "{{- if ne $k \"werf\" -}}{{- if kindIs \"map\" $v -}}"
            + "{{- $_ := set $out $k (include \"strip\" $v | fromJson) -}}{{- else -}}"
            + "{{- $_ := set $out $k $v -}}{{- end -}}{{- end -}}{{- end -}}{{- toJson $out -}}{{- end -}}"
            + "kind: ConfigMap\nchart: {{ .Chart.Name }}-{{ .Chart.Version }} {{ .Chart.IsRoot }}\n"
            + "template: {{ .Template.Name }} {{ .Template.BasePath }}\n"
            + "values: {{ include \"strip\" .Values }}\n";

    ChartCase values(String yaml) {
        values.add(yaml);
        return this;
    }

    ChartCase set(String key, String value) {
        set.put(key, value);
        return this;
    }

    Manifest ours() {
        return ours(EventSink.none());
    }

    Manifest ours(EventSink events) {
        MemoryTree tree = new MemoryTree();
        files.forEach((path, content) -> tree.bytes(".helm/" + path, content));
        List<String> paths = new ArrayList<>();
        for (String yaml : values) {
            String path = "values-" + paths.size() + ".yaml";
            tree.file(path, yaml);
            paths.add(path);
        }
        List<String> expressions = set.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return ChartRenderer.render(
                tree,
                request(new ValueSources(paths, List.of(), expressions, List.of(), List.of(), List.of()), "v1.20.0"),
                TestSecrets.none(),
                events);
    }

    static ChartRequest request(ValueSources values, String kubeVersion) {
        return new ChartRequest(
                ".helm",
                "shop",
                "",
                "shop",
                "default",
                1,
                false,
                ChartImages.NONE,
                new Commit("a".repeat(40), Instant.parse("2026-01-02T03:04:05Z"), "s", Optional.of("main")),
                "1.0.0",
                Optional.empty(),
                values,
                new Capabilities(kubeVersion, List.of("v1", "apps/v1")));
    }

    String helm(Path directory) {
        try {
            Path chart = Files.createTempDirectory(directory, "chart");
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = chart.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            TemplateCommand command =
                    new Helm(chart).template().withName("shop").withNamespace("default");
            for (String yaml : values) {
                command.withValuesFile(Files.writeString(Files.createTempFile(directory, "v", ".yaml"), yaml));
            }
            set.forEach(command::set);
            return command.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values that both engines see are written by Helm's rules, so the texts have to be equal. */
    void rendersAsHelm(Path directory) {
        assertThat(ours().text()).isEqualTo(helm(directory));
    }
}
