package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import io.werf.core.secret.NoSecretKeyException;
import io.werf.core.secret.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedPlanFileTest {

    private static final SecretKey KEY = SecretKey.of("00112233445566778899aabbccddeeff", "the test");
    private static final SavedPlan PLAN = new SavedPlan(
            Instant.parse("2024-05-06T07:08:09Z"),
            "uid-of-the-cluster",
            "https://cluster.example.com",
            "shop",
            "space",
            List.of(new ReleaseVersion(4, ReleaseStatus.SUPERSEDED), new ReleaseVersion(5, ReleaseStatus.DEPLOYED)),
            Map.of("werf.io/version", "1"),
            List.of("web"),
            new Manifest(
                    "shop",
                    Map.of("metadata", Map.of("name", "shop")),
                    Map.of("replicas", 3L),
                    List.of(new ManifestDocument(
                            "shop/templates/a.yaml", new Location("a.yaml", 3, 1), 2, "password: hunter2\n")),
                    "notes"),
            Map.of("unchanged", 3L));

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("deep/plan.json");
    }

    private SavedPlan read() {
        return SavedPlanFile.read(file(), () -> SecretKey.find(Optional.empty(), directory, directory));
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file());
        assertThat(text).contains(from);
        Files.writeString(file(), text.replace(from, to));
    }

    @Test
    void whatIsWrittenIsReadAgainByItsOwnerOnly() throws IOException {
        SavedPlanFile.write(file(), PLAN, Optional.empty());

        assertThat(read()).isEqualTo(PLAN);
        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aKeyEncryptsItAndOnlyThatKeyReadsIt() throws IOException {
        SavedPlanFile.write(file(), PLAN, Optional.of(KEY));

        assertThat(SavedPlanFile.read(file(), () -> KEY)).isEqualTo(PLAN);
        assertThat(Files.readString(file())).contains("\"encrypted\":true").doesNotContain("H4sI");
        assertThatThrownBy(this::read).isInstanceOf(NoSecretKeyException.class);
    }

    @Test
    void aChangedChecksumOrContentIsAnError() throws IOException {
        SavedPlanFile.write(file(), PLAN, Optional.empty());
        change("\"sha256\":\"", "\"sha256\":\"0");
        assertThatThrownBy(this::read)
                .isInstanceOf(PlanFileException.class)
                .hasMessageContaining("its content was changed");

        SavedPlanFile.write(file(), PLAN, Optional.empty());
        change("\"plan\":\"H4sI", "\"plan\":\"AAAA");
        assertThatThrownBy(this::read).isInstanceOf(PlanFileException.class).hasMessageContaining("damaged");
    }

    @Test
    void aTruncatedForeignMissingOrNewerFileIsAnErrorThatSaysSo() throws IOException {
        assertThatThrownBy(this::read).isInstanceOf(PlanFileException.class).hasMessageContaining("no such file");
        SavedPlanFile.write(file(), PLAN, Optional.empty());
        byte[] whole = Files.readAllBytes(file());
        for (int length : List.of(0, 1, whole.length / 2, whole.length - 1)) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::read).isInstanceOf(PlanFileException.class);
        }
        Files.writeString(file(), "{\"a\": 1}");
        assertThatThrownBy(this::read).hasMessageContaining("it is not a saved plan");
        Files.write(file(), whole);
        change("\"version\":1,", "\"version\":2,");
        assertThatThrownBy(this::read).hasMessageContaining("version 2; this program knows 1");
    }
}
