package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.PublishedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuildReportTest {

    private static final PublishedImage PUBLISHED = published(
            "sha256:d1",
            "{\"config\":{\"digest\":\"sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1\",\"size\":10},\"layers\":[{\"size\":20},{\"size\":300}]}");

    private static PublishedImage published(String digest, String manifest) {
        return new PublishedImage(
                new ImageManifest("application/vnd.oci.image.manifest.v1+json", digest, manifest),
                new ImageDetails(
                        digest,
                        Optional.of(Instant.parse("2026-11-23T10:00:00.5Z")),
                        Map.of("werf-project-repo-commit", "c0ffee"),
                        Set.of()));
    }

    private static BuildReport.Image image(
            String platform, Optional<PublishedImage> published, BuildReport.Image... parts) {
        return new BuildReport.Image(
                "team/web-app",
                "localhost:5000/shop:abc",
                "dockerfile",
                true,
                Duration.ofMillis(1234),
                false,
                platform,
                published,
                List.of(parts));
    }

    private static BuildReport report(BuildReport.Image image) {
        return new BuildReport(List.of(image), new BuildReport.RuntimeInfo("buildkit", false));
    }

    private final BuildReport report = report(image("linux/amd64", Optional.of(PUBLISHED)));

    @Test
    void aShellReadsItsLines() {
        assertThat(report.toEnv()).isEqualTo("""
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_NAME=localhost:5000/shop:abc
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_ID=sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1
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
                \t"Runtime": {
                \t\t"Backend": "buildkit",
                \t\t"InContainer": false
                \t},
                \t"Images": {
                \t\t"team/web-app": {
                \t\t\t"WerfImageName": "team/web-app",
                \t\t\t"ConfigType": "dockerfile",
                \t\t\t"DockerRepo": "localhost:5000/shop",
                \t\t\t"DockerTag": "abc",
                \t\t\t"DockerImageID": "sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1",
                \t\t\t"DockerImageDigest": "sha256:d1",
                \t\t\t"DockerImageName": "localhost:5000/shop:abc",
                \t\t\t"TargetPlatform": "linux/amd64",
                \t\t\t"Rebuilt": true,
                \t\t\t"Final": false,
                \t\t\t"Size": 330,
                \t\t\t"BuildTime": "1.23",
                \t\t\t"Commit": "c0ffee",
                \t\t\t"Stages": [
                \t\t\t\t{
                \t\t\t\t\t"Name": "dockerfile",
                \t\t\t\t\t"DockerImageName": "localhost:5000/shop:abc",
                \t\t\t\t\t"DockerTag": "abc",
                \t\t\t\t\t"DockerImageID": "sha256:c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1c1",
                \t\t\t\t\t"DockerImageDigest": "sha256:d1",
                \t\t\t\t\t"CreatedAt": 1795428000500000000,
                \t\t\t\t\t"Size": 330,
                \t\t\t\t\t"SourceType": "",
                \t\t\t\t\t"BaseImagePulled": false,
                \t\t\t\t\t"Rebuilt": true,
                \t\t\t\t\t"BuildTime": "1.23",
                \t\t\t\t\t"Commit": "c0ffee"
                \t\t\t\t}
                \t\t\t]
                \t\t}
                \t},
                \t"ImagesByPlatform": {}
                }
                """);
    }

    @Test
    void aListOfPlatformsHasEachOfThem() {
        BuildReport.Image list = image(
                "",
                Optional.of(published("sha256:list", "{\"manifests\":[]}")),
                image("linux/amd64", Optional.of(PUBLISHED)),
                image("linux/arm64", Optional.of(PUBLISHED)));

        Object tree = Json.read(report(list).toJson());

        assertThat(Tree.map(tree, "ImagesByPlatform", "team/web-app")).containsOnlyKeys("linux/amd64", "linux/arm64");
        assertThat(Tree.map(tree, "Images", "team/web-app"))
                .containsEntry("TargetPlatform", "")
                .containsEntry("DockerImageID", "sha256:list");
        assertThat(Tree.list(tree, "Images", "team/web-app", "Stages"))
                .extracting(stage -> Tree.string(stage, "Name").orElse(""))
                .containsExactly("dockerfile (linux/amd64)", "dockerfile (linux/arm64)");
    }

    @Test
    void anImageSpecIsAStageOfItsOwn() {
        BuildReport.Image plain = image("linux/amd64", Optional.of(PUBLISHED));

        Object tree = Json.read(
                report(image("linux/amd64", Optional.of(PUBLISHED), plain)).toJson());

        assertThat(Tree.map(tree, "ImagesByPlatform")).isEmpty();
        assertThat(Tree.list(tree, "Images", "team/web-app", "Stages"))
                .extracting(stage -> Tree.string(stage, "Name").orElse(""))
                .containsExactly("dockerfile", "imageSpec");
        assertThat(Tree.list(tree, "Images", "team/web-app", "Stages"))
                .extracting(stage -> Tree.string(stage, "SourceType").orElse(""))
                .containsExactly("", "repo");
    }

    @Test
    void whatTheRegistryWasNotAskedIsEmpty() {
        assertThat(report(image("linux/amd64", Optional.empty())).toEnv())
                .contains("WERF_TEAM_WEB_APP_DOCKER_IMAGE_DIGEST=\n");
    }
}
