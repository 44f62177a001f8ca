package io.werf.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeyTest {

    private static final String KEY = "82a0f04a09e034421a8978c60bffac87";
    private static final String OTHER = "00000000000000000000000000000000";

    @TempDir
    private Path directory;

    private Path project;
    private Path home;

    @BeforeEach
    void init() throws IOException {
        project = Files.createDirectory(directory.resolve("project"));
        home = Files.createDirectory(directory.resolve("home"));
    }

    private SecretKey find(String variable) {
        return SecretKey.find(Optional.of(variable), project, home);
    }

    @Test
    void variableThenProjectThenHome() throws IOException {
        Files.writeString(home.resolve("global_secret_key"), "\n  " + KEY + " \r\n");
        assertThat(find("").origin())
                .isEqualTo(home.resolve("global_secret_key").toString());
        Files.writeString(project.resolve(".werf_secret_key"), KEY + "\n");
        assertThat(find("").origin())
                .isEqualTo(project.resolve(".werf_secret_key").toString());
        assertThat(find(OTHER).origin()).isEqualTo("WERF_SECRET_KEY");
        assertThat(find(OTHER).bytes()).containsOnly(0).hasSize(16);
    }

    @Test
    void firstExistingFileCountsEvenIfItIsWrong() throws IOException {
        Files.writeString(project.resolve(".werf_secret_key"), "");
        Files.writeString(home.resolve("global_secret_key"), KEY);
        assertThatThrownBy(() -> find(""))
                .isInstanceOf(SecretKeyException.class)
                .hasMessageContaining(".werf_secret_key")
                .hasMessageEndingWith("it has 0 bytes; there are keys of 16, 24 and 32 bytes");
    }

    @Test
    void noKeyListsThePlaces() {
        assertThatThrownBy(() -> find(""))
                .isInstanceOfSatisfying(
                        NoSecretKeyException.class,
                        error -> assertThat(error.lookedIn())
                                .containsExactly(
                                        "WERF_SECRET_KEY",
                                        project.resolve(".werf_secret_key").toString(),
                                        home.resolve("global_secret_key").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"82a0f04a09e034421a8978c60bffac8", "zza0f04a09e034421a8978c60bffac87", "82a0", " 82a0"})
    void whatIsNotAKeyIsRefusedWithoutShowingIt(String key) {
        assertThatThrownBy(() -> find(key))
                .isInstanceOf(SecretKeyException.class)
                .hasMessageStartingWith("the secret key in WERF_SECRET_KEY cannot be used: ")
                .hasMessageNotContaining(key.strip())
                .hasNoCause();
    }

    @Test
    void unreadableOrHugeFile() throws IOException {
        Files.createDirectory(project.resolve(".werf_secret_key"));
        assertThatThrownBy(() -> find("")).isInstanceOf(SecretKeyException.class);
        Files.delete(project.resolve(".werf_secret_key"));
        Files.writeString(project.resolve(".werf_secret_key"), "0".repeat(1 << 20));
        assertThatThrownBy(() -> find(""))
                .isInstanceOf(SecretKeyException.class)
                .hasMessageEndingWith("longer than any key");
    }

    @Test
    void generatedKeyIsAKeyAndTextHidesIt() {
        String hex = SecretKey.generate(new SecureRandom());
        assertThat(hex).matches("[0-9a-f]{32}");
        assertThat(SecretKey.of(hex, "test").bytes()).hasSize(16);
        assertThat(SecretKey.of(hex, "test").toString()).doesNotContain(hex);
    }
}
