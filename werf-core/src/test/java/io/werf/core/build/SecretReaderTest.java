package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.BuildSecret;
import io.werf.core.config.ImageConfig;
import io.werf.core.error.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReaderTest {

    @TempDir
    private Path project;

    private final List<String> known = new ArrayList<>();

    private List<SecretValue> read(BuildSecret... secrets) {
        ImageConfig image = new ImageConfig(
                "app",
                true,
                "Dockerfile",
                "",
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(secrets),
                List.of(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Location("werf.yaml", 4, 1));
        return new SecretReader(
                        Map.of("TOKEN", "t0ken", "HOME", project.resolve("home").toString()), project, known::add)
                .read(image);
    }

    @Test
    void everyValueIsKnownBeforeItIsUsed() throws IOException {
        Files.createDirectories(project.resolve("home/.npmrc").getParent());
        Files.writeString(project.resolve("home/.npmrc"), "npm");
        Files.writeString(project.resolve("key"), "key!");

        assertThat(read(
                        new BuildSecret.OfVariable("a", "TOKEN"),
                        new BuildSecret.OfValue("b", "plain"),
                        new BuildSecret.OfFile("c", "key"),
                        new BuildSecret.OfFile("d", "~/.npmrc")))
                .containsExactly(
                        new SecretValue.Text("a", "t0ken"),
                        new SecretValue.Text("b", "plain"),
                        new SecretValue.OfFile("c", project.resolve("key")),
                        new SecretValue.OfFile("d", project.resolve("home/.npmrc")));
        assertThat(known).containsExactly("t0ken", "plain", "key!", "npm");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> read(new BuildSecret.OfVariable("a", "NONE")))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessage(
                        "werf.yaml:4:1: image \"app\" needs the secret \"a\", but the environment variable NONE is not set");
        assertThatThrownBy(() -> read(new BuildSecret.OfFile("c", "none")))
                .hasMessageContaining("there is no file " + project.resolve("none"));
    }
}
