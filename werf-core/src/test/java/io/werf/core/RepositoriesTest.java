package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.UnknownImageException;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.lab.GitProject;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.Labels;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.sandbox.http.RecordedRequest;
import io.werf.core.sandbox.registry.RegistryServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in several repositories and under several tags, as a user asks for them, with registries that count. */
class RepositoriesTest {

    private static final String ONE = "project: shop\nconfigVersion: 1\n---\nimage: app\ndockerfile: Dockerfile\n";

    @TempDir
    private Path directory;

    private final RegistryServer server = RegistryServer.start();
    private final RegistryServer other = RegistryServer.start();
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private GitProject project;
    private ImageOptions images = ImageOptions.in(server.host() + "/shop").withBackend("daemonless");

    @BeforeEach
    void project() {
        project = GitProject.init(directory)
                .file("Dockerfile", "FROM scratch\nCOPY a.txt /a.txt\n")
                .file("a.txt", "a")
                .file("werf.yaml", ONE)
                .file(".helm/templates/a.yaml", "a: {{ .Values.werf.image.app }}\n");
        project.commit("first");
    }

    @AfterEach
    void close() {
        registry.close();
        server.close();
        other.close();
    }

    private Werf werf() {
        return new Werf(events::add, Map.of("DOCKER_CONFIG", directory.toString()));
    }

    private BuildReport build() {
        return werf().build(new BuildRequest(ProjectOptions.of(directory), images, false));
    }

    private String rendered() {
        return werf().render(new RenderRequest(
                        ProjectOptions.of(directory), images, ChartOptions.DEFAULT, ReleaseOptions.DEFAULT))
                .manifest();
    }

    private Repository shop(RegistryServer where) {
        return new Repository(where.host(), "shop");
    }

    private Optional<String> digest(RegistryServer where, String tag) {
        return Answers.await(registry.digest(new ImageName(shop(where), tag)));
    }

    private static List<RecordedRequest> writes(RegistryServer where) {
        return where.requests().stream()
                .filter(request -> !Set.of("GET", "HEAD").contains(request.method()))
                .toList();
    }

    private static String tag(BuildReport report) {
        return report.images().get(0).tag();
    }

    @Test
    void finalImagesAreCopiedOnceAndDeployedFromThere() {
        images = images.withOtherRepos(OtherRepos.ofFinal(other.host() + "/shop"));
        BuildReport report = build();
        assertThat(report.images().get(0).reference()).isEqualTo(other.host() + "/shop:" + tag(report));
        assertThat(digest(other, tag(report))).isPresent().isEqualTo(digest(server, tag(report)));
        assertThat(rendered()).contains("a: " + report.images().get(0).reference());
        other.clearRequests();
        build();
        assertThat(other.requests())
                .extracting(RecordedRequest::toString)
                .as("nothing to do: one HEAD")
                .containsExactly("HEAD /v2/shop/manifests/" + tag(report));
    }

    @Test
    void anImageOfASecondaryRepositoryIsCopiedInsteadOfBuilt() {
        BuildReport first = build();
        List<String> before =
                writes(server).stream().map(RecordedRequest::toString).toList();
        images = ImageOptions.in(other.host() + "/shop")
                .withBackend("daemonless")
                .withOtherRepos(new OtherRepos(
                        Optional.empty(), List.of(server.host() + "/none", server.host() + "/shop"), List.of()));
        BuildReport second = build();
        assertThat(second.built()).isEmpty();
        assertThat(digest(other, tag(second))).isPresent().isEqualTo(digest(server, tag(first)));
        assertThat(writes(server).stream().map(RecordedRequest::toString))
                .as("only read")
                .isEqualTo(before);
    }

    @Test
    void whatIsBuiltGoesToTheCachesAndIsTakenFromThereFirst() {
        project.file("werf.yaml", ONE + "platform: [linux/amd64, linux/arm64]\n")
                .commit("platforms");
        OtherRepos cached =
                new OtherRepos(Optional.empty(), List.of(), List.of("localhost:1/gone", other.host() + "/shop"));
        images = images.withOtherRepos(cached);
        BuildReport first = build();
        assertThat(digest(other, tag(first))).isPresent().isEqualTo(digest(server, tag(first)));
        assertThat(events)
                .anyMatch(event -> event instanceof Event.Warning warning
                        && warning.message().startsWith("cache localhost:1/gone is not used: "));
        other.clearRequests();

        images = ImageOptions.in(server.host() + "/elsewhere")
                .withBackend("daemonless")
                .withOtherRepos(cached);
        BuildReport second = build();
        assertThat(second.built()).isEmpty();
        assertThat(tag(second)).isEqualTo(tag(first));
        assertThat(writes(other)).as("only read").isEmpty();

        other.clearRequests();
        build();
        assertThat(other.requests()).as("nothing to do: no cache is asked").isEmpty();
    }

    @Test
    void imagesThatNobodyNeedsAreNeitherAskedForNorBuilt() {
        project.file("Dockerfile.tools", "FROM scratch\nCOPY gone /gone\n")
                .file("werf.yaml", ONE + "---\nimage: tools\ndockerfile: Dockerfile.tools\nfinal: false\n")
                .commit("a broken image that is not final");
        ProjectOptions all = ProjectOptions.of(directory);
        BuildReport report = werf().build(new BuildRequest(all.withFinalImagesOnly(true), images, false));
        assertThat(report.built()).containsExactly("app");
        assertThatThrownBy(() -> werf().build(new BuildRequest(all, images, false)))
                .hasMessageContaining("gone");
    }

    @Test
    void imagesOfOtherNamesAreNeitherAskedForNorBuilt() {
        project.file("Dockerfile.base", "FROM scratch\nLABEL a=b\n")
                .file("Dockerfile.on", "ARG BASE\nFROM $BASE\nCOPY Dockerfile /\n")
                .file("Dockerfile.tools", "FROM scratch\nCOPY gone /gone\n")
                .file("werf.yaml", ONE + """
                        ---
                        image: upper
                        dockerfile: Dockerfile.on
                        dependencies:
                        - image: base
                          imports: [{type: ImageName, targetBuildArg: BASE}]
                        ---
                        image: base
                        dockerfile: Dockerfile.base
                        final: false
                        ---
                        image: tools
                        dockerfile: Dockerfile.tools
                        """)
                .commit("a broken image among others");
        ProjectOptions all = ProjectOptions.of(directory);
        BuildReport report = werf().build(new BuildRequest(all.withImages(List.of("upper")), images, false));
        assertThat(report.built()).containsExactly("upper", "base");
        assertThatThrownBy(() -> werf().build(new BuildRequest(all.withImages(List.of("bas")), images, false)))
                .isInstanceOf(UnknownImageException.class)
                .hasMessage("werf.yaml has no image \"bas\"; it has app, upper, base, tools. Did you mean \"base\"?");
    }

    @Test
    void whatADockerfileCannotTakeIsAdvisedAboutByItsReason() {
        for (String[] example : new String[][] {
            {"COPY ../secret /", "set  context:  in werf.yaml"}, {"COPY gone /", "Commit the file, correct the path"}
        }) {
            project.file("Dockerfile", "FROM scratch\n" + example[0] + "\n").commit("another");
            assertThatThrownBy(this::build)
                    .satisfies(error -> assertThat(Advice.describe((WerfException) error))
                            .contains("Dockerfile:2:6: COPY takes", example[1]));
        }
    }

    @Test
    void severalPlatformsAreCopiedWithTheirList() {
        project.file("werf.yaml", ONE + "platform: [linux/amd64, linux/arm64]\n")
                .commit("platforms");
        images = images.withOtherRepos(OtherRepos.ofFinal(other.host() + "/shop"));
        BuildReport report = build();
        assertThat(digest(other, tag(report))).isPresent().isEqualTo(digest(server, tag(report)));
    }

    @Test
    void blobsAreMountedBetweenRepositoriesOfARegistry() {
        images = images.withOtherRepos(OtherRepos.ofFinal(server.host() + "/deployed"));
        build();
        assertThat(writes(server))
                .filteredOn(request -> request.path().startsWith("/v2/deployed/blobs/"))
                .isNotEmpty()
                .allMatch(request ->
                        request.method().equals("POST") && request.query().contains("mount="));
    }

    @Test
    void customTagsAreOnFinalImagesAndRecorded() {
        images = images.withTags(
                new CustomTags(List.of("latest", "v1-%image%-%image_slug%-%image_safe_slug%"), Optional.empty()));
        BuildReport report = build();
        assertThat(digest(server, "latest")).isPresent().isEqualTo(digest(server, tag(report)));
        assertThat(digest(server, "v1-app-app-app")).isPresent().isEqualTo(digest(server, tag(report)));
        assertThat(Labels.of(registry, new ImageName(shop(server), "custom-tag-meta-latest")))
                .isEqualTo(Map.of("werf", "shop", "stage-id", tag(report), "tag", "latest"));
        assertThat(report.images().get(0).reference()).endsWith(tag(report));
        server.clearRequests();
        build();
        assertThat(writes(server))
                .filteredOn(request -> request.path().contains("/manifests/"))
                .as("the record of the commit")
                .allMatch(request -> request.path().contains("/meta-"));
    }

    @Test
    void aCustomTagIsMovedToTheImageOfTheNextCommit() {
        images = images.withTags(new CustomTags(List.of("latest"), Optional.empty()));
        build();
        project.file("a.txt", "b").commit("second");
        BuildReport second = build();
        assertThat(digest(server, "latest")).isPresent().isEqualTo(digest(server, tag(second)));
        assertThat(Labels.of(registry, new ImageName(shop(server), "custom-tag-meta-latest")))
                .containsEntry("stage-id", tag(second));
    }

    @Test
    void customTagsAreInTheFinalRepositoryAndTheirRecordsInThePrimary() {
        images = images.withOtherRepos(OtherRepos.ofFinal(other.host() + "/shop"))
                .withTags(new CustomTags(List.of("latest"), Optional.empty()));
        build();
        assertThat(digest(other, "latest")).isPresent();
        assertThat(digest(server, "latest")).isEmpty();
        assertThat(digest(server, "custom-tag-meta-latest")).isPresent();
    }

    @Test
    void aReleaseGoesByACustomTagOnlyWhereThatIsAllowed() {
        images = images.withTags(new CustomTags(List.of(), Optional.of("stable-%image%")));
        assertThatThrownBy(this::build)
                .isInstanceOf(CustomTagException.class)
                .hasMessageContaining("werf-giterminism.yaml does not allow");
        project.file("werf-giterminism.yaml", "giterminismConfigVersion: 1\ncli:\n  allowCustomTags: true\n")
                .commit("allowed");
        BuildReport report = build();
        assertThat(report.images().get(0).reference()).isEqualTo(server.host() + "/shop:stable-app");
        assertThat(digest(server, "stable-app")).isPresent();
        assertThat(rendered()).contains("a: " + server.host() + "/shop:stable-app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "a b %image%", "%image%/x", "%none%", "cleanup-running", "managed-image-%image%"})
    void tagsThatImagesCannotGetAreErrorsBeforeAnythingIsBuilt(String tag) {
        project.file("werf.yaml", ONE.replace("image: app", "image: [app, web]"))
                .commit("two");
        images = images.withTags(new CustomTags(List.of(tag), Optional.empty()));
        assertThatThrownBy(this::build).isInstanceOf(CustomTagException.class);
        assertThat(writes(server)).isEmpty();
    }

    @Test
    void anImageThatIsNotFinalGetsNeither() {
        project.file("werf.yaml", ONE + "final: false\n")
                .file(".helm/templates/a.yaml", "")
                .commit("not final");
        images = images.withOtherRepos(OtherRepos.ofFinal(other.host() + "/shop"))
                .withTags(new CustomTags(List.of("latest"), Optional.empty()));
        build();
        assertThat(other.requests().stream().map(RecordedRequest::method).collect(Collectors.toSet()))
                .doesNotContain("PUT", "POST");
    }
}
