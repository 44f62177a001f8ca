package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.lab.GitProject;
import io.werf.core.plan.Finding;
import io.werf.core.plan.Finding.Severity;
import io.werf.core.secret.NoSecretKeyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    private static final String GOOD = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n"
            + "  annotations:\n    werf.io/weight: \"1\"\n    helm.sh/resource-policy: keep\nspec:\n"
            + "  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n      labels: {app: web}\n"
            + "    spec:\n      containers:\n      - name: web\n        image: {{ werf_image \"web\" }}\n";

    @TempDir
    private Path directory;

    private GitProject git;

    @BeforeEach
    void project() {
        git = GitProject.init(directory)
                .file("werf.yaml", "project: shop\nconfigVersion: 1\n---\nimage: web\ndockerfile: Dockerfile\n")
                .file("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");
    }

    @Test
    void aGoodChartHasNoFindings() {
        git.file(".helm/templates/web.yaml", GOOD).commit("c");
        LintReport report = lint(true);
        assertThat(report.findings()).isEmpty();
        assertThat(report.summary()).isEqualTo("0 errors, 0 warnings in 1 document.");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
        git.file(".helm/Chart.yaml", "name: shop\nversoin: 1.0.0\nversion: one\ntype: app\n")
                .file(".helm/templates/_h.tpl", "{{ define \"labels\" }}\napp: {{ .Values.none.tag }}\n{{ end }}")
                .file(".helm/templates/a.yaml", "a: {{ include \"labels\" . }}\n")
                .file(".helm/templates/b.yaml", "b: {{ required \"say b\" .Values.b }}\n")
                .file(
                        ".helm/templates/web.yaml",
                        GOOD.replace("werf.io/weight: \"1\"", "werf.io/wieght: \"1\"\n    werf.io/delete-policy: never")
                                .replace("      labels: {app: web}", "      labels: {app: 1}")
                                .replace("{{ werf_image \"web\" }}", "registry.example.com/web:latest"))
                .file(
                        ".helm/templates/more.yaml",
                        "{{- range list 1 2 }}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: same\n"
                                + "  labels:\n    on: true\n{{- end }}\n---\nkind: Pod\nmetadata: {name: x}\n")
                .file(".helm/templates/text.yaml", "apiVersion: v1\nkind: ConfigMap\n metadata: x\n")
                .file(
                        ".helm/templates/logs.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: logs\n  annotations:\n"
                                + "    werf.io/skip-logs: maybe\n")
                .commit("c");
        assertThatThrownBy(() -> lint(false)).isInstanceOfSatisfying(LintFailedException.class, e -> {
            List<String> lines =
                    e.report().findings().stream().map(LintTest::line).toList();
            assertThat(lines)
                    .anySatisfy(
                            starts(".helm/Chart.yaml:2:1 WARNING unknown key \"versoin\"; did you mean \"version\"?"))
                    .anySatisfy(starts(".helm/Chart.yaml:3:10 ERROR version \"one\" is no semantic version"))
                    .anySatisfy(starts(".helm/Chart.yaml:4:7 ERROR type must be application or library"))
                    .anySatisfy(starts(".helm/templates/_h.tpl:2:16 ERROR executing \"labels\""))
                    .anySatisfy(starts(".helm/templates/b.yaml:1:7 ERROR say b"))
                    .anySatisfy(starts(".helm/templates/web.yaml:6:5 WARNING unknown annotation werf.io/wieght;"
                            + " did you mean werf.io/weight?"))
                    .anySatisfy(starts(".helm/templates/web.yaml:7:28 ERROR Deployment/web: annotation"
                            + " werf.io/delete-policy is \"never\"; it must be"))
                    .anySatisfy(
                            line -> assertThat(line)
                                    .startsWith(".helm/templates/web.yaml:14:")
                                    .contains(
                                            "ERROR app in the pod template's labels is a number, not a string; quote it: \"1\""))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith(".helm/templates/web.yaml:11:")
                            .contains(
                                    "ERROR the selector does not match the pod template: its label app is 1, not web"))
                    .anySatisfy(starts(".helm/templates/web.yaml:18:16 WARNING image"
                            + " \"registry.example.com/web:latest\" is not the image \"web\" of werf.yaml"))
                    .anySatisfy(starts(".helm/templates/more.yaml:3:1 ERROR ConfigMap/same is defined twice"))
                    .anySatisfy(starts(".helm/templates/more.yaml:8:"))
                    .anySatisfy(starts(
                            ".helm/templates/more.yaml:11:1 ERROR not a Kubernetes object: it has no apiVersion"))
                    .anySatisfy(starts(".helm/templates/text.yaml:3:10 ERROR the document rendered from"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith(".helm/templates/logs.yaml:6:")
                            .contains("werf.io/skip-logs"));
            assertThat(e.report().summary()).contains("4 warnings");
            assertThat(e).hasMessageContaining(".helm/templates/_h.tpl:2:16: error: ");
            assertThat(Advice.isFaultOfTheApplication(e)).isTrue();
        });
    }

    @Test
    void warningsFailOnlyAStrictCheck() {
        git.file(".helm/templates/web.yaml", GOOD.replace("werf.io/weight", "werf.io/wieght"))
                .commit("c");
        assertThat(lint(false).count(Severity.WARNING)).isEqualTo(1);
        assertThatThrownBy(() -> lint(true)).isInstanceOf(LintFailedException.class);
    }

    @Test
    void renderShowsSomeTemplatesForAGivenCluster() {
        git.file(".helm/templates/a.yaml", "version: {{ .Capabilities.KubeVersion.Version }}\n")
                .file(
                        ".helm/templates/b.yaml",
                        "has: {{ .Capabilities.APIVersions.Has \"example.com/v1\" }}\n---\nkind: X\n")
                .commit("c");
        RenderOptions both = RenderOptions.DEFAULT
                .showing("templates/b.yaml", ".helm/templates/a.yaml")
                .on("1.27.3", "example.com/v1");
        assertThat(render(both).manifest()).contains("version: v1.27.3", "has: true", "kind: X");
        assertThat(render(RenderOptions.DEFAULT.showing("shop/templates/b.yaml"))
                        .manifest())
                .contains("has: false")
                .doesNotContain("version:");
        assertThatThrownBy(() -> render(RenderOptions.DEFAULT.showing("templates/c.yml")))
                .isInstanceOf(TemplateNotFoundException.class)
                .hasMessage("no document of the chart comes from templates/c.yml; did you mean templates/a.yaml?");
    }

    @Test
    void lookupFindsWhatFilesHoldAndCrdsCanBeLeftOut() {
        git.file(
                        ".helm/templates/a.yaml",
                        "{{- $s := lookup \"v1\" \"Secret\" \"app\" \"s\" }}{{ $n := lookup \"v1\" \"Namespace\" \"\" \"app\" }}\n"
                                + "a: {{ $s.data.a }} {{ $n.metadata.name }} {{ len (lookup \"v1\" \"Secret\" \"other\" \"s\") }}\n"
                                + "list: {{ len (lookup \"v1\" \"Secret\" \"\" \"\").items }}\n"
                                + "empty: {{ len (lookup \"v1\" \"Pod\" \"app\" \"\").items }}\n")
                .file(".helm/crds/c.yaml", "kind: CustomResourceDefinition\n")
                .file(
                        "test/objects.yaml",
                        "apiVersion: v1\nkind: Namespace\nmetadata: {name: app}\n---\napiVersion: v1\nkind: SecretList\nitems:\n"
                                + "- {apiVersion: v1, kind: Secret, metadata: {name: s, namespace: app}, data: {a: b}}\n"
                                + "- {apiVersion: v1, kind: Secret, metadata: {name: t, namespace: app}}\n")
                .file("test/bad.yaml", "apiVersion: v1\nkind: Pod\n")
                .commit("c");
        RenderOptions found = RenderOptions.DEFAULT.finding("test/objects.yaml");
        assertThat(render(found).manifest()).contains("a: b app 0", "list: 2", "empty: 0", "CustomResource");
        assertThat(render(found.withoutCrds()).manifest()).contains("list: 2").doesNotContain("CustomResource");
        assertThatThrownBy(() -> render(RenderOptions.DEFAULT.finding("test/bad.yaml")))
                .hasMessage("test/bad.yaml:1:1: no object for lookup: it has no metadata.name");
        assertThatThrownBy(() -> render(RenderOptions.DEFAULT.finding("test/no.yaml")))
                .hasMessage("file of lookupResources \"test/no.yaml\" is not in the commit");
        assertThatThrownBy(() -> lint(found, false)).hasMessageContaining("a: b app 0");
    }

    @Test
    void lintTakesTheVersionOfKubernetes() {
        git.file(".helm/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\nkubeVersion: '>=1.27'\n")
                .file(".helm/templates/web.yaml", GOOD)
                .commit("c");
        assertThat(lint(false).findings()).isEmpty();
        assertThatThrownBy(() -> lint(RenderOptions.DEFAULT.on("1.20.0"), false))
                .hasMessageContaining("incompatible with Kubernetes v1.20.0");
    }

    @ParameterizedTest
    @CsvSource({
        "'kind: A\n b: c\nx: [\n',2:3,2 │  b: c",
        "'- a\n- b\n',1:1,a Kubernetes object is a map; this is a list",
        "'just text\n',1:1,a Kubernetes object is a map; this is a string",
        "'k: \"a: b\": c\n',1:10,1 │ k: \"a: b\": c"
    })
    void whatIsNoYamlMapIsNotRendered(String template, String place, String shown) {
        git.file(".helm/templates/a.yaml", "a: b\n")
                .file(".helm/templates/bad.yaml", template.replace("\\n", "\n"))
                .commit("c");
        assertThatThrownBy(() -> render(RenderOptions.DEFAULT)).isInstanceOfSatisfying(WerfException.class, e -> {
            assertThat(e.excerpt().orElseThrow().location()).hasToString(".helm/templates/bad.yaml:" + place);
            assertThat(e.getMessage() + e.excerpt().orElseThrow().render()).contains(shown);
        });
    }

    @Test
    void annotationsWithImpossibleValuesAreNotRendered() {
        git.file(
                        ".helm/templates/a.yaml",
                        "kind: X\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n"
                                + "    werf.io/weight: heavy\n    helm.sh/hook: some-time\n    werf.io/skip-logs: maybe\n")
                .commit("c");
        assertThatThrownBy(() -> render(RenderOptions.DEFAULT))
                .hasMessageContaining(
                        ".helm/templates/a.yaml:8:21: ConfigMap/a: annotation werf.io/weight is \"heavy\"")
                .hasMessageContaining(
                        ".helm/templates/a.yaml:9:19: ConfigMap/a: annotation helm.sh/hook is \"some-time\"")
                .hasMessageContaining("werf.io/skip-logs");
    }

    @Test
    void withoutARepositoryImagesAreStubsThatAgreeWithEachOther() {
        git.file(
                        ".helm/templates/a.yaml",
                        "{{ with .Values }}stub: {{ .werf.is_stub }} {{ .werf.stub_image }}\nimage: {{ .werf.image.web }}\n"
                                + "ref: {{ .global.werf.images.web.ref }}\ntag: {{ .werf.tag.web }}{{ end }}\n")
                .commit("c");
        assertThat(render(RenderOptions.DEFAULT).manifest())
                .containsPattern("stub: true REGISTRY/NAMESPACE/NAME:TAG\nimage: REGISTRY/NAMESPACE/NAME:(\\w+)\n"
                        + "ref: REGISTRY/NAMESPACE/NAME:\\1@DIGEST\ntag: \\1\n");
    }

    @Test
    void aMissingSecretKeyIsNotAFaultOfTheChart() {
        git.file(".helm/templates/web.yaml", GOOD)
                .file(".helm/secret-values.yaml", "password: 1000abcd\n")
                .commit("c");
        assertThatThrownBy(() -> lint(false)).isInstanceOf(NoSecretKeyException.class);
    }

    private RenderReport render(RenderOptions options) {
        return new Werf(EventSink.none(), Map.of())
                .render(new RenderRequest(
                        ProjectOptions.of(directory),
                        ImageOptions.none(),
                        ChartOptions.DEFAULT,
                        ReleaseOptions.DEFAULT,
                        options));
    }

    private LintReport lint(boolean strict) {
        return lint(RenderOptions.DEFAULT, strict);
    }

    private LintReport lint(RenderOptions options, boolean strict) {
        return new Werf(EventSink.none(), Map.of())
                .lint(new LintRequest(
                        ProjectOptions.of(directory),
                        ImageOptions.none(),
                        ChartOptions.DEFAULT,
                        ReleaseOptions.DEFAULT,
                        options,
                        strict));
    }

    private static String line(Finding finding) {
        return finding.location() + " " + finding.severity() + " " + finding.message();
    }

    private static java.util.function.Consumer<String> starts(String start) {
        return line -> assertThat(line).startsWith(start);
    }
}
