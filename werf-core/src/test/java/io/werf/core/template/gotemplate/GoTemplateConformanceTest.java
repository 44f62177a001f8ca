package io.werf.core.template.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.GoTrees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of a file is rendered by real Helm and by us: the same text, or the same error at the same place. */
class GoTemplateConformanceTest {

    private static final String SNIPPET = "c/templates/_s.tpl";
    private static final String MAIN = "c/templates/out.yaml";
    private static final String MAIN_TEXT = "out: {{ include \"" + SNIPPET + "\" . | toJson }}\n";

    /** What all templates do; the language; functions; YAML, JSON, TOML, times, versions and regular expressions. */
    @ParameterizedTest
    @ValueSource(strings = {"snippets.txt", "language.txt", "functions.txt", "documents.txt"})
    void rendersAndFailsAsHelm(String file, @TempDir Path directory) throws IOException {
        String values = resource("values.yaml");
        Path chart = directory.resolve("c");
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 1.2.3\n");
        Files.writeString(chart.resolve("values.yaml"), values);
        Files.writeString(chart.resolve("templates/out.yaml"), MAIN_TEXT);
        List<String> snippets = resource(file).lines().toList();
        List<String> differences = new ArrayList<>();
        for (String snippet : snippets) {
            Files.writeString(chart.resolve("templates/_s.tpl"), snippet);
            String helm = helm(chart);
            String ours = ours(snippet, values);
            if (!ours.equals(helm)) {
                differences.add(snippet + "\n  helm: " + helm + "\n  ours: " + ours + "\n");
            }
        }
        assertThat(snippets).hasSizeGreaterThan(100);
        assertThat(differences).isEmpty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = GoTemplateConformanceTest.class.getResourceAsStream("/gotemplate/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String helm(Path chart) {
        try {
            String rendered = new Helm(chart)
                    .template()
                    .withName("rel")
                    .withNamespace("ns")
                    .call();
            return rendered.substring(rendered.indexOf("out: ")).strip();
        } catch (IllegalStateException e) {
            int advice = e.getMessage().indexOf("\n\nUse --debug");
            return advice < 0 ? e.getMessage() : e.getMessage().substring(0, advice);
        }
    }

    private static String ours(String snippet, String values) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "Values",
                GoTrees.floats(Yaml.read(values, "values.yaml", Yaml.DuplicateKeys.LAST_WINS)
                        .orElseThrow()
                        .plain()));
        root.put("Release", Tree.copy(Map.of("Name", "rel", "Namespace", "ns", "Service", "Helm")));
        Tree.map(root, "Release").putAll(Map.of("IsInstall", true, "IsUpgrade", false, "Revision", 1));
        root.put("Template", Map.of("Name", MAIN, "BasePath", "c/templates"));
        root.put("Subcharts", Map.of());
        try {
            return GoTemplateEngine.ofHelm(Functions.standard())
                    .parse(List.of(
                            new TemplateSource(SNIPPET, SNIPPET, snippet), new TemplateSource(MAIN, MAIN, MAIN_TEXT)))
                    .execute(MAIN, root)
                    .strip();
        } catch (TemplateException e) {
            return message(e);
        }
    }

    /** Our error in Helm's words: the whole chain in one line, columns from 0. */
    private static String message(TemplateException e) {
        List<TemplateException.Caller> callers = new ArrayList<>(e.callers());
        Collections.reverse(callers);
        if (!e.reason().startsWith("executing")) {
            if (callers.isEmpty()) {
                String last = e.reason()
                        .substring(
                                e.reason().lastIndexOf(": ") < 0
                                        ? 0
                                        : e.reason().lastIndexOf(": ") + 2);
                return "parse error at (" + e.location().file() + ":"
                        + e.location().line() + "): " + last;
            }
            TemplateException.Caller outermost = callers.get(0);
            return e.getCause() == null
                    ? chain(callers) + "template: " + e.location().file() + ":"
                            + e.location().line() + ": " + e.reason()
                    : "execution error at (" + place(outermost.location()) + "): " + e.reason();
        }
        return chain(callers) + "template: " + place(e.location()) + ": " + e.reason();
    }

    private static String chain(List<TemplateException.Caller> callers) {
        StringBuilder out = new StringBuilder();
        callers.forEach(caller -> out.append("template: ")
                .append(place(caller.location()))
                .append(": ")
                .append(caller.action())
                .append(": "));
        return out.toString();
    }

    private static String place(io.werf.core.error.Location location) {
        return location.file() + ":" + location.line() + ":" + (location.column() - 1);
    }
}
