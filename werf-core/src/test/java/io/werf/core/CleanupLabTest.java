package io.werf.core;

import static io.werf.core.lab.NeedsLab.Server.KUBERNETES;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.VendorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten real images over three branches and two tags, one of them running: exactly the right ones remain. */
@NeedsLab({REGISTRY, KUBERNETES})
class CleanupLabTest {

    @TempDir
    private Path temporary;

    private final Werf werf = new Werf(EventSink.none());
    private final KubeSettings cluster = new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty());
    private final KubeClient kube = KubeClients.connect(cluster);
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
    private final String name = Lab.uniqueName("cleanup");
    private final String repo = Lab.registry() + "/" + name;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private GitProject project;
    private int commits;

    @BeforeEach
    void makeProject() throws IOException {
        GitProject.in(temporary).git("init", "-q", "--bare", "-b", "main", "origin");
        project = GitProject.init(Files.createDirectory(temporary.resolve("project")));
        project.git(
                "remote", "add", "origin", temporary.resolve("origin").toUri().toString());
        project.file("werf.yaml", """
                configVersion: 1
                project: %s
                cleanup:
                  keepPolicies:
                    - references: {tag: /v.*/, limit: {last: 1}}
                    - references: {branch: /.*/}
                      imagesPerReference: {last: 2}
                ---
                image: app
                dockerfile: Dockerfile
                """.formatted(name))
                .file("Dockerfile", "FROM " + Lab.baseImage() + "\nCOPY version /version\n");
        kube.apply(object("Namespace", name, Map.of()), false);
    }

    @AfterEach
    void removeAll() {
        werf.purge(new PurgeRequest(ProjectOptions.of(project.directory()), images(), VendorSettings.DEFAULT, false));
        assertThat(tags()).isEmpty();
        kube.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
        kube.close();
        registry.close();
    }

    private ImageOptions images() {
        return ImageOptions.in(repo).withBackend("daemonless");
    }

    private List<String> tags() {
        return Answers.await(registry.tags(Repository.parse(repo)));
    }

    /** Commits something else on the present branch, pushes and builds it; gives the image's tag. */
    private String build() {
        commits++;
        project.at(now.minus(Duration.ofDays(20 - commits))).file("version", "v" + commits);
        project.commit("commit " + commits);
        project.git("push", "-q", "--tags", "origin", "HEAD");
        BuildReport report = werf.build(new BuildRequest(ProjectOptions.of(project.directory()), images(), false));
        String reference = report.images().get(0).reference();
        return reference.substring(reference.lastIndexOf(':') + 1);
    }

    private static KubeObject object(String kind, String name, Map<String, Object> spec) {
        return new KubeObject(Map.of("apiVersion", "v1", "kind", kind, "metadata", Map.of("name", name), "spec", spec));
    }

    /** Runs a pod whose image is pulled anew, until it runs. */
    private void run(String pod, String image) throws InterruptedException {
        Map<String, Object> container = Map.of(
                "name",
                "app",
                "image",
                repo + ":" + image,
                "imagePullPolicy",
                "Always",
                "command",
                List.of("sleep", "600"));
        Map<String, Object> body = Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("name", pod, "namespace", name),
                "spec",
                Map.of("terminationGracePeriodSeconds", 0, "containers", List.of(container)));
        CountDownLatch running = new CountDownLatch(1);
        try (KubeClient.Watch watch =
                kube.watch(kube.resource("", "v1", "Pod"), name, Selector.fields("metadata.name=" + pod), event -> {
                    if (Tree.string(event.object().body(), "status", "phase")
                            .filter("Running"::equals)
                            .isPresent()) {
                        running.countDown();
                    }
                })) {
            assertThat(watch).isNotNull();
            kube.apply(new KubeObject(body), false);
            assertThat(running.await(60, TimeUnit.SECONDS)).as("the pod runs").isTrue();
        }
    }

    private CleanupReport cleanup(boolean dryRun) {
        return werf.cleanup(new CleanupRequest(
                ProjectOptions.of(project.directory()),
                images(),
                Optional.of(new KubeSettings(cluster.kubeConfigs(), kube.context())),
                List.of(name),
                true,
                Set.of(),
                Optional.of(Duration.ZERO),
                VendorSettings.DEFAULT,
                dryRun));
    }

    @Test
    void exactlyTheExpectedTagsRemainAndTheApplicationCanBePulledAgain() throws InterruptedException {
        build();
        project.git("tag", "v1");
        build();
        String tagged = build();
        project.git("tag", "v2");
        String mainBefore = build();
        String mainNow = build();
        project.git("checkout", "-q", "-b", "feature", "HEAD~3");
        build();
        String featureBefore = build();
        String featureNow = build();
        project.git("checkout", "-q", "-b", "gone");
        String deployed = build();
        build();
        project.git("push", "-q", "--delete", "origin", "gone");
        run("app", deployed);
        assertThat(tags()).filteredOn(tag -> tag.length() == 56).hasSize(10);

        CleanupReport plan = cleanup(true);
        assertThat(tags()).filteredOn(tag -> tag.length() == 56).hasSize(10);
        CleanupReport done = cleanup(false);

        assertThat(tags())
                .filteredOn(tag -> tag.length() == 56)
                .containsExactlyInAnyOrder(tagged, mainBefore, mainNow, featureBefore, featureNow, deployed);
        assertThat(done.result().deleted()).isEqualTo(plan.result().deleted());
        assertThat(cleanup(false).result().deleted()).isEmpty();
        kube.delete(new ResourceId("", "v1", "Pod", name, "app"), "Background");
        assertThat(kube.awaitDeleted(new ResourceId("", "v1", "Pod", name, "app"), Duration.ofSeconds(60)))
                .isTrue();
        run("app", deployed);
    }
}
