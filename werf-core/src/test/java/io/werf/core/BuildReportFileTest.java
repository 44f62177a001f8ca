package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.lab.GitProject;
import io.werf.core.sandbox.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of one run, and others that take their images from such a file. */
class BuildReportFileTest {

    @TempDir
    private Path directory;

    private final RegistryServer server = RegistryServer.start();
    private String commit;

    @BeforeEach
    void project() {
        commit = GitProject.init(directory)
                .file("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n")
                .file("werf.yaml", """
                        project: shop
                        configVersion: 1
                        ---
                        image: web-app
                        dockerfile: Dockerfile
                        platform: [linux/amd64, linux/arm64]
                        imageSpec: {author: me}
                        ---
                        image: tools
                        dockerfile: Dockerfile
                        final: false
                        """)
                .commit("first");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private BuildReport build(BuildOptions options) {
        return new Werf(event -> {}, Map.of("DOCKER_CONFIG", directory.toString()))
                .build(new BuildRequest(
                        ProjectOptions.of(directory),
                        ImageOptions.in(server.host() + "/shop")
                                .withBackend("daemonless")
                                .withBuild(options),
                        false));
    }

    private BuildReport buildAndDescribe() {
        return build(new BuildOptions(false, Optional.empty(), true));
    }

    private BuildReport use(String name, String content) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        server.clearRequests();
        BuildReport report = build(new BuildOptions(false, Optional.of(file), false));
        assertThat(server.requests()).isEmpty();
        return report;
    }

    @Test
    void itSaysWhatTheRunDidAndWhatTheRegistryHas() {
        Object first = Json.read(buildAndDescribe().toJson());
        assertThat(Tree.map(first, "Runtime")).containsEntry("Backend", "daemonless");
        assertThat(Tree.map(first, "Images", "web-app"))
                .containsEntry("Rebuilt", true)
                .containsEntry("Commit", commit);
        assertThat(Tree.integer(first, "ImagesByPlatform", "web-app", "linux/arm64", "Size")
                        .orElse(0L))
                .isPositive();
        assertThat(Tree.list(first, "Images", "web-app", "Stages"))
                .hasSize(4)
                .allSatisfy(
                        stage -> assertThat(Tree.string(stage, "DockerImageID").orElse(""))
                                .startsWith("sha256:"));

        Object second = Json.read(buildAndDescribe().toJson());
        assertThat(Tree.map(second, "Images", "web-app"))
                .containsEntry("Rebuilt", false)
                .containsEntry("BuildTime", "0.00")
                .containsEntry("Commit", commit);
    }

    @ParameterizedTest
    @CsvSource({"report.json", "report.env"})
    void anotherRunTakesItsImagesInBothForms(String name) throws IOException {
        BuildReport built = buildAndDescribe();
        BuildReport used = use(name, name.endsWith(".env") ? built.toEnv() : built.toJson());
        assertThat(used.built()).isEmpty();
        assertThat(used.images())
                .extracting(BuildReport.Image::reference)
                .isEqualTo(built.images().stream()
                        .map(BuildReport.Image::reference)
                        .toList());
    }

    /** Its tags end in the time of the build, and there is no image that is not final in it when only final ones were built. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json | {\"Runtime\":{\"Backend\":\"docker\"},\"Images\":{\"web-app\":{\"WerfImageName\":\"web-app\","
                        + "\"DockerImageName\":\"r.example.com/shop:0a-1699999999999\",\"Stages\":[]}}}",
                "a.env | '# shell\nWERF_WEB_APP_DOCKER_IMAGE_NAME=r.example.com/shop:0a-1699999999999\n'"
            })
    void reportsOfWerfAreUnderstood(String name, String content) throws IOException {
        assertThat(use(name, content).images())
                .extracting(BuildReport.Image::reference)
                .containsExactly("r.example.com/shop:0a-1699999999999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json | {} | it has no image \"web-app\"",
                "a.json | nonsense | it is not JSON",
                "a.env | nonsense | it has no image \"web-app\""
            })
    void whatIsNoneIsAnError(String name, String content, String reason) {
        assertThatThrownBy(() -> use(name, content))
                .isInstanceOf(BuildReportException.class)
                .hasMessageContaining(reason);
    }
}
