package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.net.Proxies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    @TempDir
    Path docker;

    @Test
    void theAuthorityForAllHostsIsAddedToDockersOwnAndDoesNotMakeThisMachineSpeakTls() throws IOException {
        Path common = docker.resolve("common.pem");
        Path own = docker.resolve("own.pem");
        Path known = Files.createDirectories(docker.resolve("known.example")).resolve("ca.crt");
        Files.createFile(known);
        RegistrySettings settings = new RegistrySettings(
                Set.of(),
                Map.of(RegistrySettings.ANY_HOST, common, "localhost:5001", own),
                Set.of(),
                Optional.of(docker),
                Map.of(),
                1,
                Duration.ZERO,
                Proxies.none());

        assertThat(Certificates.filesFor(settings, "any.example:5000")).containsExactly(common);
        assertThat(Certificates.filesFor(settings, "known.example")).containsExactly(known, common);
        assertThat(Certificates.filesFor(settings, "localhost:5001")).containsExactly(own);
        assertThat(Certificates.filesFor(settings, "localhost:5000")).isEmpty();
        assertThat(settings.isPlainHttp("localhost:5000")).isTrue();
        assertThat(settings.isPlainHttp("localhost:5001")).isFalse();
    }
}
