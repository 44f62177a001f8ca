package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildReportTest {

    private final BuildReport report =
            new BuildReport(List.of(new BuildReport.Image("team/web-app", "localhost:5000/shop:abc", true)));

    @Test
    void aShellReadsItsLines() {
        assertThat(report.toEnv()).isEqualTo("""
                WERF_TEAM_WEB_APP_DOCKER_IMAGE_NAME=localhost:5000/shop:abc
                WERF_TEAM_WEB_APP_DOCKER_REPO=localhost:5000/shop
                WERF_TEAM_WEB_APP_DOCKER_TAG=abc
                WERF_TEAM_WEB_APP_WERF_IMAGE_NAME=team/web-app
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
                \t\t\t"DockerImageName": "localhost:5000/shop:abc",
                \t\t\t"Rebuilt": true
                \t\t}
                \t}
                }
                """);
    }
}
