package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.data.YamlException;
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

class ChartRendererTest {

    private static final String IMAGE = "registry.example.com/team/shop:c01e9b";

    @Test
    void valuesOfTheChartCanBeLeftOutAndTheRootBeAddedTo() {
        MemoryTree tree = new MemoryTree()
                .file(".helm/values.yaml", "a: mine\n")
                .file(".helm/charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0\n")
                .file(".helm/charts/db/values.yaml", "b: theirs\n")
                .file(".helm/charts/db/templates/c.yaml", "b: {{ .Values.b }} {{ .tenant.name }}\n")
                .file(".helm/templates/a.yaml", "a: {{ .Values.a }}|{{ .tenant.size }} {{ .Release.Name }}\n")
                .file(".helm/templates/h.yaml.hbs", "h: {{tenant.size}} {{Release.Name}}\n");
        ValueSources sources = new ValueSources(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("tenant={\"name\": \"t\", \"size\": 3},Release={}"),
                false);
        assertThat(ChartRenderer.render(
                                tree, ChartCase.request(sources, "v1.20.0"), TestSecrets.none(), EventSink.none())
                        .documents())
                .extracting(ManifestDocument::text)
                .containsExactly("b: theirs t", "a: |3 shop", "h: 3 shop");
    }

    @Test
    void rendersPlainFilesAndHandlebars() {
        Manifest manifest = render(Map.of(
                ".helm/values.yaml", "replicas: 2\nlabels: {b: x, a: 'yes'}\n",
                ".helm/templates/_labels.hbs", "labels:\n{{indent 2 (toYaml Values.labels)}}\n",
                ".helm/templates/web.yaml.hbs",
                        "kind: Deployment\n{{> labels}}\nspec:\n  replicas: {{Values.replicas}}\n"
                                + "  image: {{werf_image \"backend\"}}\n  name: {{quote Release.Name}}\n",
                ".helm/templates/config.yaml", "kind: ConfigMap\n"));
        assertThat(manifest.text())
                .isEqualTo("---\n# Source: shop/templates/config.yaml\nkind: ConfigMap\n"
                        + "---\n# Source: shop/templates/web.yaml.hbs\nkind: Deployment\n"
                        + "labels:\n  a: \"yes\"\n  b: x\nspec:\n  replicas: 2\n  image: " + IMAGE
                        + "\n  name: \"shop-dev\"\n");
    }

    @Test
    void unknownImageIsShownAtItsPlace() {
        assertThatThrownBy(() -> render(Map.of(
                        ".helm/templates/backend.yaml.hbs", "kind: Pod\n        image: {{ werf_image \"backnd\" }}\n")))
                .isInstanceOfSatisfying(
                        TemplateException.class,
                        e -> assertThat(e.excerpt().orElseThrow().render())
                                .endsWith("     2 │         image: {{ werf_image \"backnd\" }}\n       │ "
                                        + " ".repeat(29) + "^^^^^^^^\n"))
                .hasMessage(".helm/templates/backend.yaml.hbs:2:30: no image \"backnd\" in werf.yaml;"
                        + " there are: backend, worker");
    }

    @Test
    void printsWhatHelmPrints(@TempDir Path directory) {
        List<String> kinds = List.of(
                "Zebra",
                "APIService",
                "Ingress",
                "IngressClass",
                "CronJob",
                "Job",
                "StatefulSet",
                "Deployment",
                "ReplicaSet",
                "ReplicationController",
                "Pod",
                "DaemonSet",
                "Service",
                "RoleBindingList",
                "RoleBinding",
                "RoleList",
                "Role",
                "ClusterRoleBinding",
                "ClusterRole",
                "PersistentVolumeClaim",
                "PersistentVolume",
                "StorageClass",
                "ConfigMap",
                "Secret",
                "ServiceAccount",
                "PodDisruptionBudget",
                "LimitRange",
                "ResourceQuota",
                "NetworkPolicy",
                "Namespace",
                "PriorityClass",
                "HorizontalPodAutoscaler",
                "Alpha",
                "MutatingWebhookConfiguration",
                "ValidatingWebhookConfiguration");
        Map<String, String> files = new LinkedHashMap<>();
        int number = 10;
        for (String kind : kinds) {
            String object = "apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: n\n";
            files.put("templates/" + number++ + ".yaml", object);
        }
        files.put(
                "templates/several.yaml",
                "\n---\n# first\napiVersion: v1\nkind: Service\nmetadata: {name: b}\n---\nkind: Service\n"
                        + "apiVersion: v1\nmetadata:\n  name: a\n  annotations:\n    text: |\n      x\n\n      y\n\n");
        Map<String, String> project = new LinkedHashMap<>();
        files.forEach((path, text) -> project.put(".helm/" + path, text));
        assertThat(render(project).text()).isEqualTo(HelmOracle.template(directory, files));
    }

    /** A comment alone is a document without a kind; two separators in a row; a separator with text; space before a document. */
    @Test
    void documentsAreCutAsHelmCutsThem(@TempDir Path directory) {
        Map<String, String> files = Map.of(
                "templates/a.yaml",
                "  \n---\n\n# a comment\n\n---\n---\nkind: Service\n---kind: Secret\na:\n  ---  \n---\n   # indented\nkind: Role\n"
                        + "--- # same line\r\n\r\nkind: Pod\r\n---\n\n",
                "templates/b.yaml",
                "# nothing\n",
                "templates/c.yaml",
                "---\n---\n---\n",
                "templates/d.yaml",
                "kind: Widget\n---\nkind: Ingress\n---\napiVersion: v1\n");
        Map<String, String> project = new LinkedHashMap<>();
        files.forEach((path, text) -> project.put(".helm/" + path, text));
        assertThat(render(project).text()).isEqualTo(HelmOracle.template(directory, files));
    }

    @Test
    void documentsKnowTheirLines() {
        Manifest manifest = render(Map.of(
                ".helm/templates/a.yaml",
                "# only a comment\n---\n\nkind: Service\n--- # same line\nkind: Secret\n---\n"));
        assertThat(manifest.documents())
                .extracting(document -> document.location() + " " + document.lineOffset() + " " + document.text())
                .containsExactly(
                        ".helm/templates/a.yaml:5 4 # same line\nkind: Secret",
                        ".helm/templates/a.yaml:4 3 kind: Service",
                        ".helm/templates/a.yaml:1 0 # only a comment");
        assertThat(manifest.objects()).isEqualTo(2);
    }

    @Test
    void customResourceDefinitionsComeFirstAndIgnoredFilesNotAtAll() {
        Manifest manifest = render(Map.of(
                ".helm/.helmignore", "# comment\n*.bak.yaml\n/templates/old/\n",
                ".helm/crds/x.yaml", "kind: CustomResourceDefinition\n",
                ".helm/templates/n.yaml", "kind: Namespace\n",
                ".helm/templates/x.bak.yaml", "kind: Secret\n",
                ".helm/templates/old/x.yaml", "kind: Secret\n"));
        assertThat(manifest.documents())
                .extracting(ManifestDocument::source)
                .containsExactly("shop/crds/x.yaml", "shop/templates/n.yaml");
    }

    @Test
    void serviceValuesAreAboveUserValuesAndNotRecorded() {
        Manifest manifest = render(Map.of(
                ".helm/values.yaml",
                "werf: {env: mine}\na: 1\na: 2\n",
                ".helm/templates/x.yaml.hbs",
                "{{Values.werf.env}} {{Values.werf.image.backend}} {{Values.werf.tag.backend}} {{Values.a}}"
                        + " {{Values.global.werf.images.backend.repository_tag}} {{Values.global.env}}"
                        + " {{Values.werf.commit.date.human}}\n"));
        assertThat(manifest.documents().get(0).text())
                .isEqualTo("dev " + IMAGE + " c01e9b 2 team/shop:c01e9b dev 2026-01-02 03:04:05 +0000 UTC");
        assertThat(manifest.userValues()).isEmpty();
        assertThat(Tree.map(manifest.chart(), "values")).containsEntry("a", 2L);
        assertThat(Tree.string(manifest.chart(), "metadata", "version")).contains("1.0.0");
    }

    @Test
    void linkedDirectoriesOfTheCommitAreParts() {
        MemoryTree tree = new MemoryTree()
                .file("common/Chart.yaml", "apiVersion: v2\nname: common\nversion: 1.0.0\n")
                .file("common/templates/a.yaml", "kind: Service\nn: {{ .Files.Get \"conf/x\" }}\n")
                .file("shared/x", "of shared")
                .link("common/conf", "../shared")
                .file(".helm/templates/b.yaml", "kind: Pod\nn: {{ .Values.v }}\n")
                .link(".helm/values.yaml", "../shared.yaml")
                .file("shared.yaml", "v: linked\n")
                .link(".helm/charts/common", "../../common");
        Manifest manifest = ChartRenderer.render(tree, request(), TestSecrets.none(), EventSink.none());
        assertThat(manifest.documents())
                .extracting(document -> document.location() + " " + document.text())
                .containsExactly(
                        "common/templates/a.yaml:1 kind: Service\nn: of shared",
                        ".helm/templates/b.yaml:1 kind: Pod\nn: linked");
    }

    @Test
    void linksThatCannotBeFollowedAreRefused() {
        assertThatThrownBy(() -> render(tree -> tree.link(".helm/templates/x", "../../gone")))
                .isInstanceOf(UnsupportedChartException.class)
                .hasMessageContaining(".helm/templates/x: links inside a chart that lead to nothing of the commit");
        assertThatThrownBy(() -> render(tree -> tree.link(".helm/charts", "..")))
                .isInstanceOf(UnsupportedChartException.class)
                .hasMessageContaining("a directory a part of itself");
        assertThatThrownBy(() -> render(tree -> tree.file("a/f", "")
                        .file("b/f", "")
                        .link("a/b", "../b")
                        .link("b/a", "../a")
                        .link(".helm/files", "../a")))
                .isInstanceOf(UnsupportedChartException.class)
                .hasMessageContaining("a directory a part of itself");
        assertThatThrownBy(() -> render(tree -> tree.link(".helm/files", "../../outside")))
                .isInstanceOf(io.werf.core.git.LinkException.class);
    }

    private static Manifest render(java.util.function.UnaryOperator<MemoryTree> more) {
        MemoryTree tree = more.apply(new MemoryTree().file(".helm/templates/b.yaml", "kind: Pod\n"));
        return ChartRenderer.render(tree, request(), TestSecrets.none(), EventSink.none());
    }

    @Test
    void badChartsAreRefusedAtTheirPlace() {
        assertThatThrownBy(() -> render(Map.of("x", "")))
                .isInstanceOf(ChartNotFoundException.class)
                .hasMessage("chart directory \".helm\" is not in the commit");
        assertThatThrownBy(() -> render(Map.of(".helm/values.yaml", "a: [1\n"))).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> render(Map.of(".helm/values.yaml", "- a\n")))
                .isInstanceOf(ChartException.class)
                .hasMessage(".helm/values.yaml:1:1: values must be a map, found a list");
        assertThatThrownBy(() -> render(Map.of(".helm/Chart.yaml", "version: [1]\n")))
                .hasMessage(".helm/Chart.yaml:1:10: version must be a string, found a list");
        assertThatThrownBy(() -> render(Map.of(".helm/.helmignore", "a\n [z-a]\n")))
                .isInstanceOf(ChartException.class)
                .hasMessageStartingWith(".helm/.helmignore:2:2: not a pattern of file names");
        assertThatThrownBy(() -> render(Map.of(".helm/charts/db/Chart.yaml", "name: db\n")))
                .isInstanceOf(ChartException.class)
                .hasMessage(".helm/charts/db/Chart.yaml:1: version is missing");
    }

    private static Manifest render(Map<String, String> files) {
        MemoryTree tree = new MemoryTree();
        files.forEach(tree::file);
        return ChartRenderer.render(tree, request(), TestSecrets.none(), EventSink.none());
    }

    private static ChartRequest request() {
        return new ChartRequest(
                ".helm",
                "shop",
                "dev",
                "shop-dev",
                "shop-dev",
                1,
                false,
                new ChartImages(Map.of("backend", IMAGE, "worker", IMAGE), "registry.example.com/team/shop", false),
                new Commit("a".repeat(40), Instant.parse("2026-01-02T03:04:05Z"), "s", Optional.of("main")),
                "1.0.0",
                Optional.empty(),
                ValueSources.NONE,
                new Capabilities("v1.20.2", List.of("v1", "apps/v1")));
    }
}
