package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.build.DockerCli.Flavor;
import io.werf.core.build.DockerCliFinder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCliFinderTest {

    private static final String NO_BUILDX = "buildx) echo 'docker: buildx is not a docker command'; exit 1;;";

    @TempDir
    Path directory;

    @Test
    void passesOverANewClientWithoutBuildxForAnOldOneThatHasBuildKitBuiltIn() throws Exception {
        docker("new", "version) echo 28.2.2 20.10.24+dfsg1;; " + NO_BUILDX);
        Path old = docker("old", "version) echo 20.10.24+dfsg1 20.10.24+dfsg1;; " + NO_BUILDX)
                .toRealPath();
        Found found = find("new", "old");
        assertThat(found.cli()).hasValueSatisfying(cli -> {
            assertThat(cli.program()).isEqualTo(old);
            assertThat(cli.flavor()).isEqualTo(Flavor.BUILT_IN);
        });
    }

    @Test
    void takesBuildxWhereItIs() throws Exception {
        docker("new", "version) echo 28.2.2 28.2.2;; buildx) echo github.com/docker/buildx v0.13.1 abc;;");
        assertThat(find("new").cli())
                .hasValueSatisfying(cli -> assertThat(cli.description()).isEqualTo("docker 28.2.2, buildx v0.13.1"));
    }

    @Test
    void saysWhyEachProgramWillNotDo() throws Exception {
        docker("new", "version) echo 28.2.2 20.10.24;; " + NO_BUILDX);
        docker("dead", "version) echo Cannot connect to the Docker daemon; exit 1;;");
        Found found = find("new", "dead");
        assertThat(found.cli()).isEmpty();
        assertThat(found.why())
                .contains("new/docker (version 28.2.2) lacks its buildx plugin")
                .contains("dead/docker does not reach a Docker Engine: Cannot connect to the Docker daemon");
    }

    @Test
    void saysThatThereIsNoDocker() throws Exception {
        assertThat(find("empty").why()).isEqualTo("there is no docker program on the PATH");
    }

    @Test
    void looksNowhereElseWhenAProgramIsConfigured() throws Exception {
        docker("new", "version) echo 28.2.2 28.2.2;; buildx) echo github.com/docker/buildx v0.13.1 abc;;");
        Path configured = directory.resolve("none");
        Found found =
                new DockerCliFinder(Map.of("PATH", directory.resolve("new") + ":/bin"), Optional.of(configured)).find();
        assertThat(found.why()).isEqualTo(configured + " is no program");
    }

    private Found find(String... folders) throws InterruptedException {
        StringBuilder path = new StringBuilder();
        for (String folder : folders) {
            path.append(directory.resolve(folder)).append(':');
        }
        return new DockerCliFinder(Map.of("PATH", path.toString()), Optional.empty()).find();
    }

    private Path docker(String folder, String cases) throws IOException {
        Path file = Files.createDirectories(directory.resolve(folder)).resolve("docker");
        Files.writeString(file, "#!/bin/sh\ncase \"$1\" in " + cases + " esac\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
