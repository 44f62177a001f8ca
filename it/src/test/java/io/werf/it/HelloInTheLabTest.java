package io.werf.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.marcnuri.helm.Helm;
import io.werf.core.ChartOptions;
import io.werf.core.ConvergeReport;
import io.werf.core.RolloutOptions;
import io.werf.core.deploy.ReleaseFailedException;
import io.werf.core.event.Event;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.lab.NeedsLab.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an application, from its first converge to its end, on real servers. */
@NeedsLab({Server.DOCKER, Server.REGISTRY, Server.KUBERNETES})
class HelloInTheLabTest {

    @TempDir
    private Path directory;

    private Hello hello;

    @BeforeEach
    void makeProject() {
        hello = Hello.in(directory);
    }

    @AfterEach
    void removeNamespace() {
        Kubectl.run("delete", "namespace", hello.name(), "--ignore-not-found", "--wait=false");
    }

    @Test
    void fromCommitToReadyPodsAndBack() {
        ConvergeReport first = hello.converge();

        assertThat(first.outcome()).isEqualTo(ConvergeReport.Outcome.DEPLOYED);
        assertThat(first.revision()).isEqualTo(1);
        assertThat(first.images().built()).containsExactlyInAnyOrder("web", "greeter");
        assertThat(readiness()).isEqualTo("111 111");
        assertThat(hello.events(Event.PodLog.class))
                .extracting(Event.PodLog::line)
                .contains("greeter: hello");
        helmReadsTheRelease();

        // nothing to do: nothing is written
        String before = resourceVersions();
        ConvergeReport second = hello.converge();
        assertThat(second.outcome()).isEqualTo(ConvergeReport.Outcome.UNCHANGED);
        assertThat(second.images().built()).isEmpty();
        assertThat(resourceVersions()).isEqualTo(before);

        // one changed file: one image is built, one Deployment rolls out
        hello.git().file("web/site/index.html", "<h1>Changed</h1>\n").commit("Change the page");
        ConvergeReport third = hello.converge();
        assertThat(third.revision()).isEqualTo(2);
        assertThat(third.images().built()).containsExactly("web");
        assertThat(hello.events(Event.ResourceChanged.class))
                .extracting(Event.ResourceChanged::resource)
                .containsExactly("Deployment/web");

        // an object that left the chart is removed
        hello.replace(
                ".helm/templates/web.yaml.hbs",
                "kind: Service\nmetadata:\n  name: web",
                "kind: Service\nmetadata:\n  name: page");
        hello.git().commit("Rename the Service");
        hello.converge();
        assertThat(Kubectl.run("-n", hello.name(), "get", "services", "-o", "name"))
                .isEqualTo("service/page");

        hello.dismiss();
        assertThat(Kubectl.run(
                        "-n",
                        hello.name(),
                        "get",
                        "deployments,services,pods,secrets,configmaps,leases.coordination.k8s.io",
                        "-o",
                        "jsonpath={.items[*].metadata.name}"))
                .doesNotContain("web")
                .doesNotContain("greeter")
                .doesNotContain("sh.helm.release")
                .doesNotContain("page");
    }

    @Test
    void brokenImageFailsFastWithItsCauseAndRollsBack() {
        hello.converge();
        hello.git()
                .file("greeter/greet.sh", "echo 'DB_URL is not set' >&2\nexit 3\n")
                .commit("Break the greeter");

        ReleaseFailedException failure = catchThrowableOfType(
                ReleaseFailedException.class,
                () -> hello.converge(RolloutOptions.DEFAULT.withAutoRollback(), ChartOptions.DEFAULT));

        assertThat(failure)
                .hasMessageContaining("Deployment/greeter")
                .as("no further crash, let alone a limit of time, is waited for")
                .hasMessageContaining("crashed twice, exit code 3")
                .hasMessageContaining("DB_URL is not set");
        assertThat(hello.events(Event.RolledBack.class)).hasSize(1);
        assertThat(readiness()).isEqualTo("111 111");
        assertThat(Kubectl.run(
                        "-n",
                        hello.name(),
                        "get",
                        "secrets",
                        "-l",
                        "owner=helm",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.labels.version}={.metadata.labels.status} {end}"))
                .isEqualTo("1=superseded 2=failed 3=deployed");

        // and the next good commit simply goes on
        hello.git()
                .file("greeter/greet.sh", "echo fine\nsleep 1000 & wait $!\n")
                .commit("Mend the greeter");
        assertThat(hello.converge().revision()).isEqualTo(4);
    }

    private void helmReadsTheRelease() {
        assertThat(Helm.list()
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(hello.name())
                        .call())
                .singleElement()
                .satisfies(release -> {
                    assertThat(release.getName()).isEqualTo(hello.name());
                    assertThat(release.getStatus()).isEqualTo("deployed");
                    assertThat(release.getRevision()).isEqualTo("1");
                });
        assertThat(Helm.history(hello.name())
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(hello.name())
                        .call())
                .hasSize(1);
        assertThat(Helm.status(hello.name())
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(hello.name())
                        .call()
                        .getStatus())
                .isEqualTo("deployed");
    }

    /** Of each Deployment: wanted, updated and ready replicas. */
    private String readiness() {
        return Kubectl.run(
                "-n",
                hello.name(),
                "get",
                "deployments",
                "-o",
                "jsonpath={range .items[*]}{.spec.replicas}{.status.updatedReplicas}{.status.readyReplicas} {end}");
    }

    /** Of everything that a converge could write. */
    private String resourceVersions() {
        return Kubectl.run(
                "-n",
                hello.name(),
                "get",
                "deployments,services,secrets,configmaps,leases.coordination.k8s.io",
                "-o",
                "jsonpath={range .items[*]}{.kind}/{.metadata.name}={.metadata.resourceVersion} {end}");
    }
}
