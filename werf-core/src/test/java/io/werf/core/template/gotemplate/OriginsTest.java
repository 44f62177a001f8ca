package io.werf.core.template.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private static final String HELPERS = "{{- define \"labels\" -}}\n"
            + "app: x\n"
            + "{{ if .on -}}\n"
            + "on: yes\n"
            + "{{ end -}}\n"
            + "{{- include \"more\" . }}\n"
            + "{{- end }}\n"
            + "{{ define \"more\" }}\n"
            + "tier: {{ .tier }}\n"
            + "zone: z{{ end }}\n";

    @Test
    void everyLineKnowsTheTemplateLineThatMadeIt() {
        String main = "kind: Pod\n" // 1
                + "{{- range .list }}\n" // 2
                + "- name: {{ . }}\n" // 3
                + "  port: 1\n" // 4
                + "{{- end }}\n" // 5
                + "labels:\n" // 6
                + "  {{- include \"labels\" . | nindent 2 }}\n" // 7
                + "{{ template \"more\" . }}\n" // 8
                + "{{ tpl .text . }}\n" // 9
                + "last: {{ .none }}1"; // 10
        Rendered rendered = render(main);
        assertThat(rendered.text().split("\n"))
                .containsExactly(
                        "kind: Pod",
                        "- name: a",
                        "  port: 1",
                        "- name: b",
                        "  port: 1",
                        "labels:",
                        "  app: x",
                        "  on: yes",
                        "  ",
                        "  tier: t",
                        "  zone: z",
                        "",
                        "tier: t",
                        "zone: z",
                        "from: values",
                        "app: x",
                        "on: yes",
                        "",
                        "tier: t",
                        "zone: z",
                        "last: 1");
        assertThat(lines(rendered, 21))
                .containsExactly(
                        "main.yaml:1",
                        "main.yaml:3",
                        "main.yaml:4",
                        "main.yaml:3",
                        "main.yaml:4",
                        "main.yaml:6",
                        "_h.tpl:2",
                        "_h.tpl:4",
                        "_h.tpl:8",
                        "_h.tpl:9",
                        "_h.tpl:10",
                        "_h.tpl:8",
                        "_h.tpl:9",
                        "_h.tpl:10",
                        "main.yaml:9",
                        "_h.tpl:2",
                        "_h.tpl:4",
                        "_h.tpl:8",
                        "_h.tpl:9",
                        "_h.tpl:10",
                        "main.yaml:10");
    }

    @Test
    void aLineKnowsWhoIncludedItAndItsColumn() {
        Rendered rendered = render("a: {{ .tier }}\nb:\n  {{- include \"labels\" . | nindent 2 }}\n");
        assertThat(rendered.origins().of(6, 0)).hasValueSatisfying(origin -> {
            assertThat(origin.location()).hasToString("_h.tpl:9:1");
            assertThat(origin.callers()).map(Object::toString).containsExactly("_h.tpl:6:5", "main.yaml:3:7");
        });
        assertThat(rendered.origins().of(1, 4))
                .hasValueSatisfying(origin -> assertThat(origin.location()).hasToString("main.yaml:1:7"));
        assertThat(rendered.origins().of(99, 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{ .map.imag.tag }}|.map has no \"imag\"; it has: image, name; did you mean \"image\"?",
                "{{ with .map }}{{ .image.x.tag.y }}{{ end }}|.image has no \"x\"; it has: tag",
                "{{ $m := .map }}{{ $m.x.y }}|$m has no \"x\"; it has: image, name",
                "{{ $.none.x }}|.none is null",
                "{{ .tier.x }}|.tier is a string, not a map",
                "{{ .list.x }}|.list is a list of 2",
                "{{ uper .tier }}|did you mean \"upper\"?",
                "{{ include \"label\" . }}|did you mean \"labels\"?",
                "{{ template \"label\" . }}|did you mean \"labels\"?"
            })
    void errorsSayWhatIsInReach(String template, String hint) {
        assertThatThrownBy(() -> render(template))
                .hasMessageStartingWith("main.yaml:1:")
                .message()
                .contains("\n  " + hint);
    }

    private static List<String> lines(Rendered rendered, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line -> rendered.origins().of(line, 0).orElseThrow())
                .map(origin -> origin.source().file() + ":" + origin.line())
                .collect(Collectors.toList());
    }

    private static Rendered render(String main) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("list", List.of("a", "b"));
        data.put("on", true);
        data.put("tier", "t");
        data.put("none", null);
        data.put("map", Map.of("image", Map.of("tag", "secret-looking"), "name", "n"));
        data.put("text", "from: values\n{{ include \"labels\" . }}");
        return GoTemplateEngine.ofHelm(Functions.standard())
                .parse(List.of(
                        new TemplateSource("h", "_h.tpl", HELPERS), new TemplateSource("main", "main.yaml", main)))
                .render("main", data);
    }
}
