package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.PublishedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildReportTest {

    private static final PublishedImage PUBLISHED = PublishedImage.of(new ImageManifest(
            "application/vnd.oci.image.manifest.v1+json",
            "sha256:d1",
            "{\"config\":{\"digest\":\"sha256:c1\",\"size\":10},\"layers\":[{\"size\":20},{\"size\":300}]}"));

    private static BuildReport.Image image(String platform, List<BuildReport.Image> platforms) {
        return new BuildReport.Image(
                "team/web-app",
                "localhost:5000/shop:abc",
                true,
                platform.isEmpty(),
                platform,
                platform.isEmpty() ? Optional.empty() : Optional.of(PUBLISHED),
                platforms);
    }

    private final BuildReport report = new BuildReport(List.of(image("linux/amd64", List.of())));

    @Test
    void aShellReadsItsLines() {
        assertThat(report.toEnv()).isEqualTo("""
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_NAME=localhost:5000/shop:abc
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_ID=sha256:c1
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_DIGEST=sha256:d1
                WERF_TEAM_WEB_APP_DOCKER_REPO=localhost:5000/shop
                WERF_TEAM_WEB_APP_DOCKER_TAG=abc
                WERF_TEAM_WEB_APP_WERF_IMAGE_NAME=team/web-app
                WERF_TEAM_WEB_APP_FINAL=false
                """);
    }

    @Test
    void aProgramReadsItsJson() {
        assertThat(report.toJson()).isEqualTo("""
                {
                \t"Images": {
                \t\t"team/web-app": {
                \t\t\t"WerfImageName": "team/web-app",
                \t\t\t"DockerRepo": "localhost:5000/shop",
                \t\t\t"DockerTag": "abc",
                \t\t\t"DockerImageID": "sha256:c1",
                \t\t\t"DockerImageDigest": "sha256:d1",
                \t\t\t"DockerImageName": "localhost:5000/shop:abc",
                \t\t\t"TargetPlatform": "linux/amd64",
                \t\t\t"Rebuilt": true,
                \t\t\t"Final": false,
                \t\t\t"Size": 330
                \t\t}
                \t},
                \t"ImagesByPlatform": {}
                }
                """);
    }

    @Test
    void aListOfPlatformsHasEachOfThem() {
        BuildReport.Image list = image("", List.of(image("linux/amd64", List.of()), image("linux/arm64", List.of())));

        assertThat(new BuildReport(List.of(list)).toJson())
                .contains(
                        "\"TargetPlatform\": \"\"",
                        "\t\"ImagesByPlatform\": {\n\t\t\"team/web-app\": {\n\t\t\t\"linux/amd64\": {")
                .contains("\t\t\t\"linux/arm64\": {");
    }
}
