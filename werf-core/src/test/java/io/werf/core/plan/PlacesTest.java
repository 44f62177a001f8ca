package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import io.werf.core.event.EventSink;
import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final String HELPER =
            "{{ define \"meta\" -}}\nname: {{ .name }}\nlabels:\n  a: {{ .a }}\n{{- end }}";

    @Test
    void whatIsNoYamlShowsTheRenderedLinesAndTheTemplateLineThatMadeThem() {
        String template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n"
                + "{{- if true }}\n  name: a\n{{- end }}\ndata:\n  x: {{ .a }}\n";
        assertThatThrownBy(() -> read(template, Map.of("a", "'open\n y")))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith(
                        ".helm/templates/a.yaml:8:9: the document rendered from .helm/templates/a.yaml:1"
                                + " cannot be read: not valid YAML: ")
                .hasMessageContaining("     6 │   x: 'open")
                .isInstanceOfSatisfying(
                        ResourceException.class,
                        e -> assertThat(e.excerpt().orElseThrow().lines())
                                .containsExactly("{{- end }}", "data:", "  x: {{ .a }}"));
    }

    @Test
    void aWrongLineOfAHelperNamesItAndWhoIncludedIt() {
        String template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  {{- include \"meta\" . | nindent 2 }}\n";
        assertThatThrownBy(() -> read(template, Map.of("name", "no Name", "a", "b")))
                .hasMessageStartingWith(".helm/templates/_h.tpl:2:1: ")
                .hasMessageContaining("     4 │   name: no Name")
                .hasMessageEndingWith("by .helm/templates/_h.tpl:2:1, called from .helm/templates/a.yaml:4:7:");
    }

    @Test
    void valuesOfSecretsAreNotShown() {
        String template = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  x: {{ .a }}\n y\n";
        assertThatThrownBy(() -> read(template, Map.of("a", "hush")))
                .hasMessageContaining("  x: …")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void aFieldPathOfTheServerLeadsToItsTemplateLine() {
        String template = "apiVersion: v1\nkind: Pod\nmetadata:\n  {{- include \"meta\" . | nindent 2 }}\nspec:\n"
                + "  containers:\n  {{- range .list }}\n  - name: {{ . }}\n    image: {{ . | upper }}\n  {{- end }}\n";
        Resource pod = read(template, Map.of("name", "p", "a", "b", "list", List.of("x", "y")))
                .get(0);
        assertThat(place(pod, "spec.containers[1].image")).isEqualTo(".helm/templates/a.yaml:9:5");
        assertThat(place(pod, ".spec.containers[name=\"y\"].ports")).isEqualTo(".helm/templates/a.yaml:8:5");
        assertThat(place(pod, "metadata.labels")).isEqualTo(".helm/templates/_h.tpl:3:1");
        assertThat(place(pod, "metadata.labels[a]")).isEqualTo(".helm/templates/_h.tpl:4:3");
        assertThat(place(pod, "status")).isEqualTo(".helm/templates/a.yaml:1:1");
    }

    @Test
    void handlebarsLinesAreFoundToo() {
        String template = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n"
                + "{{#each list}}\n  {{this}}: {{@index}}\n{{/each}}\n  last: {{a}}\n";
        Map<String, Object> data = Map.of("list", List.of("x", "y"), "a", "[open");
        Rendered rendered = new HandlebarsEngine(Functions.standard())
                .parse(List.of(new TemplateSource("a", ".helm/templates/a.hbs", template)))
                .render("a", data);
        assertThat(rendered.origins().of(6, 0))
                .hasValueSatisfying(origin -> assertThat(origin.line()).isEqualTo(7));
        assertThat(rendered.origins().of(7, 0))
                .hasValueSatisfying(origin -> assertThat(origin.line()).isEqualTo(7));
        assertThat(rendered.origins().of(8, 0))
                .hasValueSatisfying(origin -> assertThat(origin.line()).isEqualTo(9));
    }

    private static String place(Resource resource, String field) {
        return resource.excerpt(List.of(field)).location().toString();
    }

    private static List<Resource> read(String template, Map<String, Object> data) {
        Rendered rendered = GoTemplateEngine.ofHelm(Functions.standard())
                .parse(List.of(
                        new TemplateSource("h", ".helm/templates/_h.tpl", HELPER),
                        new TemplateSource("a", ".helm/templates/a.yaml", template)))
                .render("a", data);
        ManifestDocument document = new ManifestDocument(
                "shop/templates/a.yaml",
                new Location(".helm/templates/a.yaml", 1, 0),
                0,
                rendered.text(),
                rendered.origins());
        return Resources.read(
                new Manifest("shop", Map.of(), Map.of(), List.of(document), ""), "shop", EventSink.none());
    }
}
