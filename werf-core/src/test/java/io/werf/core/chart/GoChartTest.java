package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.EventSink;
import io.werf.core.git.Commit;
import io.werf.core.lab.MemoryTree;
import io.werf.core.template.TemplateException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoChartTest {

    private static final String IMAGE = "registry.example.com/team/shop:c01e9b";

    @Test
    void theChartAndTheVersionAreMapsInYaml(@TempDir Path directory) {
        new ChartCase()
                .file(
                        "Chart.yaml",
                        "apiVersion: v2\nname: shop\nversion: 1.0.0\nkeywords: [a]\nannotations: {b: c}\n"
                                + "maintainers: [{name: ann, email: e}]\nunknown: x\ndeprecated: false\nhome: ''\n"
                                + "dependencies: [{name: db, version: '*', repository: '', alias: x}]\n")
                .file("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
                .file(
                        "templates/a.yaml",
                        "chart: {{ toYaml .Chart | nindent 2 }}\nversion: {{ .Capabilities.KubeVersion | toYaml | nindent 2 }}\n"
                                + "json: {{ toJson .Chart }}\nkube: {{ toJson .Capabilities.KubeVersion }}\n"
                                + "people: {{ toJson .Chart.Maintainers }} \nneeds: {{ toJson .Chart.Dependencies }}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void aFileThatIsNotThereHasNoBytes(@TempDir Path directory) {
        new ChartCase()
                .file("foo", "hi")
                .file(
                        "templates/a.yaml",
                        "a: {{ .Files.Nope }}\nb: {{ .Files.Nope | len }}\nc: {{ .Files.foo }}\n"
                                + "d: {{ index .Files \"no\" }}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void filesThatAreNoTextAreWrittenAsHelmWritesThem(@TempDir Path directory) {
        new ChartCase()
                .file("conf/a.bin", new byte[] {'a', (byte) 0xFF, 'b'})
                .file("templates/a.yaml", "{{ (.Files.Glob \"conf/*\").AsConfig }}\n")
                .rendersAsHelm(directory);
    }

    @Test
    void rendersAWholeChartAsHelm(@TempDir Path directory) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "values.yaml",
                "replicas: 3\nbig: 1000000\nimage: {tag: v1}\nlist: [a, b]\nextra: {b: 2, a: [x, {y: z}]}\nempty: ~\n");
        files.put("conf/app.ini", "[a]\nb = c\n");
        files.put("conf/other.txt", "one\n\ntwo");
        files.put(
                "templates/_helpers.tpl",
                "{{- define \"shop.labels\" -}}\napp: {{ .Chart.Name | quote }}\n"
                        + "chart: {{ printf \"%s-%s\" .Chart.Name .Chart.Version | replace \"+\" \"_\" }}\n"
                        + "managed-by: {{ .Release.Service }}\n{{- end }}\n{{ define \"twice\" }}late{{ end }}");
        files.put("templates/_a.tpl", "{{ define \"twice\" }}early{{ end }}");
        files.put("templates/deep/_x.tpl", "{{ define \"twice\" }}deep{{ end }}");
        files.put(
                "templates/deployment.yaml",
                "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Release.Name }}-{{ .Chart.Name }}\n"
                        + "  labels:\n    {{- include \"shop.labels\" . | nindent 4 }}\nspec:\n"
                        + "  replicas: {{ .Values.replicas }}\n  big: {{ .Values.big }} {{ .Values.big | int }}\n"
                        + "  {{- with .Values.extra }}\n  extra:\n    {{- toYaml . | nindent 4 }}\n  {{- end }}\n"
                        + "  items:\n  {{- range $i, $e := .Values.list }}\n  - {{ $i }}-{{ $e }}\n  {{- end }}\n"
                        + "  twice: {{ include \"twice\" . }}\n  none: {{ .Values.nope }}{{ .Values.empty }}|\n"
                        + "  root: {{ .Chart.IsRoot }} {{ .Template.Name }} {{ .Template.BasePath }}\n");
        files.put(
                "templates/config.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n"
                        + "  {{- (.Files.Glob \"conf/*\").AsConfig | nindent 2 }}\n"
                        + "  ini: {{ .Files.Get \"conf/app.ini\" | quote }}\n"
                        + "  lines: {{ .Files.Lines \"conf/other.txt\" | join \"|\" }}\n"
                        + "  none: {{ .Files.Get \"nope\" | quote }}\n"
                        + "{{- range $path, $_ := .Files.Glob \"**.txt\" }}\n  path: {{ $path }}\n{{- end }}\n"
                        + "  {{ if .Capabilities.APIVersions.Has \"apps/v1\" }}has: apps{{ end }}\n"
                        + "  kube: {{ .Capabilities.KubeVersion.Major }}.{{ .Capabilities.KubeVersion.Minor }}"
                        + " {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.KubeVersion }}\n"
                        + "  chart: x{{ .Chart.AppVersion }} {{ .Chart.Type }} {{ .Chart.Maintainers }}\n"
                        + "  sum: {{ include (print $.Template.BasePath \"/secret.yaml\") . | sha256sum }}\n"
                        + "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: s\n");
        files.put(
                "templates/secret.yaml",
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n"
                        + "  {{- (.Files.Glob \"conf/*.ini\").AsSecrets | nindent 2 }}\n");
        files.put("templates/off.yaml", "{{ if .Values.nope }}\nkind: Pod\n{{ end }}\n");
        files.put("templates/NOTES.txt", "Hello {{ .Release.Name }}\n");
        Manifest manifest = render(files);
        assertThat(manifest.text()).isEqualTo(HelmOracle.template(directory, files));
        assertThat(manifest.notes()).isEqualTo("Hello shop\n");
    }

    @Test
    void bothErasOfImagesWork() {
        Manifest manifest = render(Map.of(
                "templates/a.yaml",
                "a: {{ werf_image \"backend\" }}\nb: {{ tuple \"backend\" . | werf_image }}\n"
                        + "c: {{ .Values.werf.image.backend }}\n"));
        assertThat(manifest.documents().get(0).text()).isEqualTo("a: " + IMAGE + "\nb: " + IMAGE + "\nc: " + IMAGE);
    }

    @Test
    void theFunctionsForDebuggingRenderAsTheOthersOrNothing() {
        Manifest manifest = render(Map.of(
                "templates/_h.tpl",
                "{{ define \"h\" }}b{{ end }}",
                "templates/a.yaml",
                "a: {{ include_debug \"h\" . }}{{ tpl_debug \"{{ .Chart.Name }}\" . }}"
                        + "{{ printf_debug \"%s\" .Values }}{{ dump_debug .Values }}\n"));
        assertThat(manifest.documents().get(0).text()).isEqualTo("a: bshop");
    }

    @Test
    void anErrorShowsItsPlaceAndWhoCalled() {
        assertThatThrownBy(() -> render(Map.of(
                        "templates/_h.tpl", "{{ define \"h\" }}\n  {{ .Values.x.y }}{{ end }}",
                        "templates/a.yaml", "a: b\nc: {{ include \"h\" . }}\n")))
                .isInstanceOf(TemplateException.class)
                .hasMessage(".helm/templates/_h.tpl:2:13: executing \"h\" at <.Values.x.y>:"
                        + " nil pointer evaluating interface {}.y\n"
                        + "  .Values has no \"x\"; it has: global, werf\n"
                        + "  called from .helm/templates/a.yaml:2:7: executing \"shop/templates/a.yaml\""
                        + " at <include \"h\" .>: error calling include");
        assertThatThrownBy(() -> render(Map.of(
                        "templates/_h.tpl", "{{ define \"h\" }}{{ .Values.x.y }}{{ end }}",
                        "templates/a.yaml", "a: b\nc: {{ template \"h\" . }}\n")))
                .hasMessageStartingWith(".helm/templates/_h.tpl:1:27: executing \"h\" at <.Values.x.y>:")
                .hasMessageEndingWith("\n  called from .helm/templates/a.yaml:2:16: executing"
                        + " \"shop/templates/a.yaml\" at <{{template \"h\" .}}>");
        assertThatThrownBy(() -> render(Map.of("templates/a.yaml", "a: {{ .Values.a }\n")))
                .hasMessage(".helm/templates/a.yaml:1:17: unexpected \"}\" in operand");
        assertThatThrownBy(() -> render(Map.of("templates/a.yaml", "a: {{ werf_image \"backnd\" }}\n")))
                .hasMessageContaining("no image \"backnd\" in werf.yaml; there are: backend");
    }

    private static Manifest render(Map<String, String> files) {
        MemoryTree tree = new MemoryTree();
        files.forEach((path, text) -> tree.file(".helm/" + path, text));
        return ChartRenderer.render(
                tree,
                new ChartRequest(
                        ".helm",
                        "shop",
                        "",
                        "shop",
                        "default",
                        1,
                        false,
                        new ChartImages(Map.of("backend", IMAGE), "registry.example.com/team/shop", false),
                        new Commit("a".repeat(40), Instant.parse("2026-01-02T03:04:05Z"), "s", Optional.of("main")),
                        "1.0.0",
                        Optional.empty(),
                        ValueSources.NONE,
                        new Capabilities("v1.20.0", List.of("v1", "apps/v1"))),
                TestSecrets.none(),
                EventSink.none());
    }
}
