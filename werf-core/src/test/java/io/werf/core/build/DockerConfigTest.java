package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.DockerConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {

    private static final Map<String, Credentials> LOGIN = Map.of("reg.example", new Credentials("ci", "pass"));

    @TempDir
    Path users;

    @Test
    void withoutOwnCredentialsTheUsersConfigurationIsUsed() throws IOException {
        Map<String, String> environment = Map.of("HOME", "/home/me");
        try (DockerConfig config = DockerConfig.of(environment, Map.of())) {
            assertThat(config.environment()).isEqualTo(environment);
        }
    }

    @Test
    void ownCredentialsGoIntoAPrivateCopyThatIsDeleted() throws IOException {
        Files.writeString(
                users.resolve("config.json"),
                "{\"currentContext\":\"far\",\"auths\":{\"reg.example\":{\"auth\":\"b2xkOm9sZA==\"},\"other\":{\"auth\":\"eDp5\"}}}");
        Files.createDirectory(users.resolve("cli-plugins"));
        Files.createFile(users.resolve("cli-plugins/docker-buildx"));
        Path copy;
        try (DockerConfig config = open()) {
            copy = Path.of(config.environment().get("DOCKER_CONFIG"));
            assertThat(Files.getPosixFilePermissions(copy)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            assertThat(copy.resolve("cli-plugins/docker-buildx")).exists();
            Map<String, Object> written = content(copy);
            assertThat(Tree.string(written, "currentContext")).hasValue("far");
            assertThat(Tree.string(written, "auths", "reg.example", "auth")).hasValue("Y2k6cGFzcw==");
            assertThat(Tree.string(written, "auths", "other", "auth")).hasValue("eDp5");
            assertThat(written).doesNotContainKey("credHelpers");
        }
        assertThat(copy).doesNotExist();
        assertThat(users.resolve("cli-plugins/docker-buildx")).exists();
    }

    @Test
    void ownCredentialsWinOverAHelper() throws IOException {
        Files.writeString(
                users.resolve("config.json"), "{\"credsStore\":\"desktop\",\"credHelpers\":{\"other\":\"ecr-login\"}}");
        try (DockerConfig config = open()) {
            Map<String, Object> written = content(Path.of(config.environment().get("DOCKER_CONFIG")));
            assertThat(Tree.map(written, "credHelpers"))
                    .containsEntry("reg.example", "")
                    .containsEntry("other", "ecr-login");
            assertThat(Tree.string(written, "credsStore")).hasValue("desktop");
        }
    }

    @Test
    void aBrokenConfigurationIsAnErrorThatNamesIt() throws IOException {
        Files.writeString(users.resolve("config.json"), "{auths");
        assertThatThrownBy(this::open)
                .isInstanceOf(DockerConfigException.class)
                .hasMessageContaining(users.resolve("config.json").toString());
    }

    private DockerConfig open() throws IOException {
        return DockerConfig.of(Map.of("DOCKER_CONFIG", users.toString()), LOGIN);
    }

    private static Map<String, Object> content(Path directory) throws IOException {
        return Json.readObject(Files.readAllBytes(directory.resolve("config.json")));
    }
}
