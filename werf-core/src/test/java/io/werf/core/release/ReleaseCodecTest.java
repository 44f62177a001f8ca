package io.werf.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ReleaseCodecTest {

    static Release release(String name, String namespace, int revision, ReleaseStatus status) {
        Instant time = Instant.parse("2026-11-23T10:00:00.123Z");
        return new Release(
                name,
                namespace,
                revision,
                status,
                new Release.Info(time, time, Optional.empty(), "Install complete", "be happy", Map.of()),
                Map.of(
                        "metadata",
                        Map.of("name", "app", "version", "1.2.3", "apiVersion", "v2", "appVersion", "9"),
                        "templates",
                        List.of(),
                        "values",
                        Map.of("a", 1L)),
                Map.of("replicas", 2L, "text", "ü"),
                "---\n# Source: app/templates/cm.yaml\napiVersion: v1\n",
                List.of(Map.of("name", "hook", "weight", 3L)));
    }

    @Test
    void readsBackWhatItWrote() {
        Release release = release("shop", "ns", 7, ReleaseStatus.PENDING_UPGRADE);

        assertThat(ReleaseCodec.decode(ReleaseCodec.encode(release), "ns/x")).isEqualTo(release);
    }

    @Test
    void readsPlainJsonOfOldRecordsAndTimesWithOffset() {
        String json = "{\"name\":\"old\",\"version\":1,\"namespace\":\"ns\",\"info\":{\"status\":\"deployed\","
                + "\"last_deployed\":\"2020-01-02T03:04:05.678901234+03:00\",\"deleted\":\"\"}}";

        Release release = ReleaseCodec.decode(twice(json.getBytes(StandardCharsets.UTF_8)), "ns/x");

        assertThat(release.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(release.info().lastDeployed()).isEqualTo(Instant.parse("2020-01-02T00:04:05.678901234Z"));
        assertThat(release.info().deleted()).isEmpty();
    }

    @Test
    void refusesDamagedRecordsByName() throws IOException {
        assertThatThrownBy(() -> ReleaseCodec.decode("!!", "ns/x"))
                .isInstanceOf(ReleaseRecordException.class)
                .hasMessageContaining("ns/x");
        for (String damaged :
                List.of("{", "[]", "{\"name\":\"x\"}", "{\"version\":1}", "{\"name\":\"x\",\"version\":99999999999}")) {
            assertThatThrownBy(() -> ReleaseCodec.decode(twice(damaged.getBytes(StandardCharsets.UTF_8)), "ns/x"))
                    .isInstanceOf(ReleaseRecordException.class);
        }
        byte[] cut = java.util.Arrays.copyOf(gzip(new byte[1000]), 15);
        assertThatThrownBy(() -> ReleaseCodec.decode(twice(cut), "ns/x")).isInstanceOf(ReleaseRecordException.class);
    }

    @Test
    void refusesToUnpackABomb() throws IOException {
        byte[] bomb = gzip(new byte[65 * 1024 * 1024]);

        assertThatThrownBy(() -> ReleaseCodec.decode(twice(bomb), "ns/x"))
                .isInstanceOf(ReleaseRecordException.class)
                .hasMessageContaining("unpacks to more than");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String twice(byte[] bytes) {
        return Base64.getEncoder().encodeToString(Base64.getEncoder().encode(bytes));
    }
}
