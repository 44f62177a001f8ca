package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same release deployed by Helm and by us in turns. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class HelmBesideLabTest {

    private final LabRelease release = new LabRelease();

    @TempDir
    private Path chart;

    @BeforeEach
    void makeChart() throws IOException {
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
    }

    @AfterEach
    void remove() {
        release.close();
    }

    private Path templates(String... texts) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            Files.writeString(chart.resolve("templates/" + i + ".yaml"), texts[i]);
        }
        return chart;
    }

    private static String app(String... env) {
        return LabRelease.deployment("app", "", env.length == 0 ? "" : "env: [" + String.join(", ", env) + "]")
                .replace("spec:\n  selector", "spec:\n  replicas: 0\n  selector");
    }

    private static String env(String name, String value) {
        return "{name: " + name + ", value: " + value + "}";
    }

    private static String data(String... keys) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {" + String.join(": x, ", keys) + ": x}\n";
    }

    /** The library calls itself by the process that uses it; the program that users have calls itself "helm". */
    private void asHelm() {
        for (KubeObject live : List.of(live("", "ConfigMap", "a"), live("apps", "Deployment", "app"))) {
            TakeoverLabTest.manage(release.real, live, entry -> "java".equals(Tree.get(entry, "manager")), "helm");
        }
    }

    private KubeObject live(String group, String kind, String name) {
        return release.live(group, kind, name).orElseThrow();
    }

    private void install(String... texts) throws IOException {
        new Helm(templates(texts))
                .install()
                .withName("shop")
                .withNamespace(release.namespace)
                .createNamespace()
                .withKubeConfig(Lab.kubeConfig())
                .call();
        asHelm();
    }

    private void upgrade(String... texts) throws IOException {
        new Helm(templates(texts))
                .upgrade()
                .withName("shop")
                .withNamespace(release.namespace)
                .withKubeConfig(Lab.kubeConfig())
                .call();
        asHelm();
    }

    private void live(List<String> data, List<String> environment) {
        assertThat(Tree.map(live("", "ConfigMap", "a").body(), "data")).containsOnlyKeys(data);
        Object container = Tree.list(live("apps", "Deployment", "app").body(), "spec", "template", "spec", "containers")
                .get(0);
        assertThat(Tree.list(container, "env"))
                .extracting(variable -> Tree.get(variable, "name") + "=" + Tree.get(variable, "value"))
                .containsExactlyElementsOf(environment);
    }

    @Test
    void eachGoesOnWhereTheOtherEnded() throws IOException {
        install(data("kept", "helms"), app(env("A", "one"), env("HELMS", "x")));

        release.converge(data("kept", "ours"), app(env("A", "two"), env("OURS", "x")));
        live(List.of("kept", "ours"), List.of("A=two", "OURS=x"));

        upgrade(data("kept", "again"), app(env("A", "three"), env("AGAIN", "x")));
        live(List.of("kept", "again"), List.of("A=three", "AGAIN=x"));

        release.converge(data("kept"), app(env("A", "four")));
        live(List.of("kept"), List.of("A=four"));
        assertThat(release.converge(data("kept"), app(env("A", "four"))).status())
                .isEqualTo(Status.SKIPPED);
        assertThat(Helm.history("shop")
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(release.namespace)
                        .call())
                .extracting(entry -> entry.getRevision() + " " + entry.getStatus())
                .containsExactly("1 superseded", "2 superseded", "3 superseded", "4 deployed");
    }
}
