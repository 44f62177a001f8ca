package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.registry.CredentialStore.Lookup;
import io.werf.core.registry.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryParametersTest {

    private static Server server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        return server;
    }

    private static final MavenServers SERVERS = new MavenServers(List.of(
            server("registry.example.com", "any-port", "a"),
            server("registry.example.com:5000", "port", "b"),
            server("docker.io", "hub", "c"),
            server("token.example.com", null, "d")));

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, any-port",
        "registry.example.com:5000, port",
        "registry.example.com:5001, any-port",
        "index.docker.io, hub"
    })
    void theServerOfTheHostHasTheCredentials(String registry, String user) {
        assertThat(SERVERS.find(registry).credentials())
                .map(Credentials::username)
                .contains(user);
    }

    @Test
    void theTrailSaysWhatWasFoundWithoutValues() {
        assertThat(SERVERS.find("registry.example.com:5000").trail())
                .containsExactly("settings.xml, server \"registry.example.com:5000\" (found, user \"port\")");
        Lookup none = SERVERS.find("token.example.com");
        assertThat(none.credentials()).isEmpty();
        assertThat(none.trail())
                .containsExactly("settings.xml (no server \"token.example.com\" with user and password)");
    }

    @Test
    void credentialsOfParametersAreForTheRegistryOfTheImagesOnly() {
        var store = RegistrySettingsText.credentials(
                Optional.of("registry.example.com/team/shop"), Optional.of("ci"), Optional.of("secret"));
        assertThat(store.find("registry.example.com").credentials()).isPresent();
        assertThat(store.find("other.example.com").credentials()).isEmpty();
        assertThat(RegistrySettingsText.credentials(
                                Optional.of("registry.example.com/team/shop"), Optional.of("ci"), Optional.empty())
                        .find("registry.example.com")
                        .trail())
                .containsExactly("-Dwerf.registryUsername (without -Dwerf.registryPassword)");
    }

    @Test
    void aMirrorWithoutHostIsOneOfDockerHub() {
        assertThat(RegistrySettingsText.mirrors(
                        List.of("https://mirror.example.com/", "quay.io=cache:5000", "docker.io=other:1")))
                .isEqualTo(Map.of(
                        "index.docker.io", List.of("mirror.example.com", "other:1"), "quay.io", List.of("cache:5000")));
    }
}
