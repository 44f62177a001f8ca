package io.werf.core;

import static io.werf.core.lab.NeedsLab.Server.KUBERNETES;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.ObjectRefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts against a real registry and a real cluster. */
class ChartUseLabTest {

    private static final String HELPER = "{{ define \"port\" }}\n- name: {{ .name }}\n  port: {{ .port }}\n{{ end }}";

    @TempDir
    private Path temporary;

    private final String name = Lab.uniqueName("chartuse");
    private GitProject project;

    @BeforeEach
    void makeProject() throws IOException {
        project = GitProject.init(Files.createDirectory(temporary.resolve("project")))
                .file("werf.yaml", "project: " + name + "\nconfigVersion: 1\n");
    }

    @Test
    @NeedsLab(REGISTRY)
    void aChartThatHelmPushedToARegistryIsADependency() throws IOException {
        Path library = Files.createDirectories(temporary.resolve("library"));
        for (String version : List.of("1.0.0", "1.2.0+b1", "2.0.0")) {
            Files.writeString(
                    library.resolve("Chart.yaml"), "apiVersion: v2\nname: library\nversion: " + version + "\n");
            Files.createDirectories(library.resolve("templates"));
            Files.writeString(library.resolve("templates/a.yaml"), "version: {{ .Chart.Version }}\n");
            new Helm(library).packageIt().withDestination(temporary).call();
            Helm.push()
                    .withChart(temporary.resolve("library-" + version + ".tgz"))
                    .withRemote(URI.create("oci://" + Lab.registry() + "/" + name))
                    .plainHttp()
                    .call();
        }
        project.file(
                        ".helm/Chart.yaml",
                        "dependencies:\n- {name: library, version: 1.x, repository: 'oci://" + Lab.registry() + "/"
                                + name + "'}\n")
                .commit("c");
        Werf werf = new Werf(
                EventSink.none(), Map.of("WERF_HOME", temporary.resolve("home").toString()));
        ProjectOptions options = ProjectOptions.of(project.directory());
        assertThat(werf.updateCharts(new ChartDepsRequest(options, ImageOptions.none()))
                        .archives())
                .containsExactly("library-1.2.0+b1.tgz");
        assertThat(project.directory().resolve(".helm/Chart.lock")).content().contains("version: 1.2.0+b1\n");
    }

    @Test
    @NeedsLab(KUBERNETES)
    void theClusterIsAskedAboutEveryField() {
        project.file(".helm/templates/_h.tpl", HELPER)
                .file(
                        ".helm/templates/web.yaml",
                        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selecter: {app: web}\n"
                                + "  ports: {{ include \"port\" (dict \"name\" \"http\" \"port\" 80) | nindent 2 }}\n"
                                + "---\napiVersion: example.com/v1\nkind: Unknown\nmetadata:\n  name: x\n"
                                + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: fine\n"
                                + "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bad\ndata: {a: 1}\n")
                .commit("c");
        assertThatThrownBy(() -> new Werf(EventSink.none())
                        .render(new RenderRequest(
                                ProjectOptions.of(project.directory()),
                                ImageOptions.none(),
                                ChartOptions.DEFAULT,
                                release(),
                                RenderOptions.DEFAULT.validating())))
                .isInstanceOf(LintFailedException.class)
                .hasMessageContaining("3 errors, 0 warnings in 4 documents.")
                .hasMessageContaining(".helm/templates/web.yaml:6:3: error: Service/web: ")
                .hasMessageContaining("field not declared in schema")
                .hasMessageContaining(".helm/templates/web.yaml:9:1: error: Unknown/x: ")
                .hasMessageContaining(".helm/templates/web.yaml:23:8: error: ConfigMap/bad: ");
    }

    @Test
    @NeedsLab(KUBERNETES)
    void allThatIsWrongWithAnObjectIsToldAtItsLine() {
        project.file(
                        ".helm/templates/web.yaml",
                        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicass: 2\n"
                                + "  selector:\n    matchLabels: {app: web}\n  template:\n    metadata:\n"
                                + "      labels: {app: web}\n    spec:\n      containers:\n      - name: a\n        image: x\n"
                                + "        prot: 5\n")
                .file(
                        ".helm/templates/z.yaml",
                        "apiVersion: v1\nkind: Service\nmetadata:\n  name: svc\nspec:\n  ports:\n  - port: 99999\n    name: a\n"
                                + "  - port: 80\n    name: UPPER\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: there\n"
                                + "  namespace: made-" + name + "\n---\napiVersion: v1\nkind: Namespace\nmetadata:\n"
                                + "  name: made-" + name
                                + "\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: nowhere\n"
                                + "  namespace: no-" + name + "\n")
                .commit("c");
        assertThatThrownBy(() -> new Werf(EventSink.none())
                        .render(new RenderRequest(
                                ProjectOptions.of(project.directory()),
                                ImageOptions.none(),
                                ChartOptions.DEFAULT,
                                release(),
                                RenderOptions.DEFAULT.validating())))
                .isInstanceOfSatisfying(
                        LintFailedException.class,
                        e -> assertThat(e.report().findings())
                                .extracting(finding -> finding.location().file() + ":"
                                        + finding.location().line() + " "
                                        + finding.message()
                                                .replaceFirst("(: Invalid value| does not exist|declared).*", "$1"))
                                .containsExactly(
                                        ".helm/templates/web.yaml:6 Deployment/web: .spec.replicass: field not declared",
                                        ".helm/templates/web.yaml:16 Deployment/web:"
                                                + " .spec.template.spec.containers[name=\"a\"].prot: field not declared",
                                        ".helm/templates/z.yaml:7 Service/svc: spec.ports[0].port: Invalid value",
                                        ".helm/templates/z.yaml:7 Service/svc: spec.ports[0].targetPort: Invalid value",
                                        ".helm/templates/z.yaml:10 Service/svc: spec.ports[1].name: Invalid value",
                                        ".helm/templates/z.yaml:27 ConfigMap/nowhere: its namespace no-" + name
                                                + " does not exist"));
    }

    @Test
    @NeedsLab(KUBERNETES)
    void whatIsValidatedIsRenderedForThatCluster() {
        project.file(
                        ".helm/templates/a.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n"
                                + "  system: {{ (lookup \"v1\" \"Namespace\" \"\" \"kube-system\").metadata.name }}\n"
                                + "  deployments: \"{{ .Capabilities.APIVersions.Has \"apps/v1/Deployment\" }}\"\n")
                .commit("c");
        assertThat(new Werf(EventSink.none())
                        .render(new RenderRequest(
                                ProjectOptions.of(project.directory()),
                                ImageOptions.none(),
                                ChartOptions.DEFAULT,
                                release(),
                                RenderOptions.DEFAULT.validating()))
                        .manifest())
                .contains("system: kube-system", "deployments: \"true\"");
    }

    @Test
    @NeedsLab(KUBERNETES)
    void whatTheClusterRefusesNamesTheTemplateLine() {
        project.file(".helm/templates/_h.tpl", HELPER)
                .file(
                        ".helm/templates/web.yaml",
                        "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n"
                                + "  {{- include \"port\" (dict \"name\" \"http\" \"port\" 80) | nindent 2 }}\n"
                                + "  {{- include \"port\" (dict \"name\" \"much\" \"port\" 99999) | nindent 2 }}\n")
                .commit("c");
        try (KubeClient kube = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()))) {
            try {
                assertThatThrownBy(() -> new Werf(EventSink.none())
                                .converge(new ConvergeRequest(
                                        ProjectOptions.of(project.directory()),
                                        ImageOptions.none(),
                                        ChartOptions.DEFAULT,
                                        release(),
                                        RolloutOptions.DEFAULT,
                                        false)))
                        .isInstanceOf(ObjectRefusedException.class)
                        .hasMessageContaining(".helm/templates/_h.tpl:3:3: the API server refuses Service/web (422)");
            } finally {
                kube.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
            }
        }
    }

    private ReleaseOptions release() {
        return ReleaseOptions.DEFAULT
                .in(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()))
                .named(name, name);
    }
}
