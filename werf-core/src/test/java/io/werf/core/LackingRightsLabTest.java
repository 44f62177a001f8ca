package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A deploy by an account that may nothing: who does what each error says comes to a deploy that works. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class LackingRightsLabTest {

    /** One, and what is asked for while the API server takes note of the new rights. */
    private static final int MOST_ERRORS = 3;

    @TempDir
    private Path directory;

    private final String name = Lab.uniqueName("rights");
    private final KubeClient admin = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));

    @BeforeEach
    void makeNamespace() {
        admin.create(new KubeObject(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name))));
    }

    @AfterEach
    void removeNamespace() {
        admin.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
        admin.close();
    }

    private ReleaseOptions asServiceAccount() throws Exception {
        Path config = directory.resolve("kubeconfig");
        Files.writeString(
                config,
                Files.readString(Lab.kubeConfig())
                        .replace("user: {", "user: {as: \"system:serviceaccount:" + name + ":deployer\", "));
        return ReleaseOptions.DEFAULT.in(new KubeSettings(List.of(config), Optional.empty()));
    }

    private void converge(ReleaseOptions release) {
        new Werf(EventSink.none(), Map.of("WERF_HOME", "/nowhere"))
                .converge(new ConvergeRequest(
                        ProjectOptions.of(directory),
                        ImageOptions.none(),
                        ChartOptions.DEFAULT,
                        release,
                        RolloutOptions.DEFAULT,
                        false));
    }

    /** Does what the error says. */
    private void follow(WerfException error) {
        String advice = Advice.of(error);
        assertThat(advice).as(Advice.describe(error)).contains("apiVersion: ");
        for (YamlNode object : Yaml.readAll(
                advice.substring(advice.indexOf("apiVersion: ")), "advice", 0, Yaml.DuplicateKeys.REFUSED)) {
            admin.apply(new KubeObject(Tree.map(object.plain())), false);
        }
    }

    @Test
    void whatTheErrorsSayIsEnough() throws Exception {
        GitProject.init(directory)
                .file("werf.yaml", "project: " + name + "\nconfigVersion: 1\n")
                .file(
                        ".helm/templates/a.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n"
                                + "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\nspec:\n  replicas: 0\n"
                                + "  selector: {matchLabels: {app: b}}\n  template:\n"
                                + "    metadata: {labels: {app: b}}\n    spec: {containers: [{name: b, image: b}]}\n")
                .commit("c");
        ReleaseOptions release = asServiceAccount();
        Set<String> errors = new LinkedHashSet<>();

        // The same error again: the API server has not taken note of the new rights yet.
        while (errors.size() <= MOST_ERRORS) {
            try {
                converge(release);
                break;
            } catch (WerfException e) {
                errors.add(Advice.describe(e));
                follow(e);
            }
        }

        assertThat(admin.get(new ResourceId("apps", "v1", "Deployment", name, "b")))
                .as(String.join("\n\n", errors))
                .isPresent();
        assertThat(errors)
                .hasSizeLessThanOrEqualTo(MOST_ERRORS)
                .first()
                .asString()
                .contains(
                        "the API server forbids system:serviceaccount:" + name
                                + ":deployer to list secrets: secrets in namespace " + name,
                        "resources: [secrets]",
                        "resources: [leases]",
                        "resources: [configmaps]",
                        "resources: [deployments]",
                        "resources: [replicasets]",
                        "resources: [pods]",
                        "resources: [pods/log]",
                        "resources: [events]");
        assertThat(errors)
                .allSatisfy(text ->
                        assertThat(text).contains("- {kind: ServiceAccount, namespace: " + name + ", name: deployer}"));
    }

    @Test
    void whatIsOfTheWholeClusterIsAskedForToo() throws Exception {
        GitProject.init(directory)
                .file("werf.yaml", "project: " + name + "\nconfigVersion: 1\n")
                .file(
                        ".helm/templates/a.yaml",
                        "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: " + name
                                + "}\nvalue: 1\n")
                .commit("c");
        ReleaseOptions release = asServiceAccount();

        assertThatThrownBy(() -> converge(release))
                .isInstanceOfSatisfying(
                        WerfException.class,
                        e -> assertThat(Advice.of(e))
                                .contains(
                                        "resources: [secrets]", "kind: ClusterRole\n", "resources: [priorityclasses]"));
    }
}
