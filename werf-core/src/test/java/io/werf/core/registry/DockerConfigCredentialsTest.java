package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.registry.CredentialStore.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigCredentialsTest {

    private static final String WERF_SECRET = Base64.getEncoder().encodeToString("werf:sec:ret".getBytes());

    @TempDir
    Path directory;

    @Test
    void decodesAuthsAndKeepsColonsOfThePassword() throws IOException {
        Lookup lookup = find("{\"auths\":{\"localhost:5001\":{\"auth\":\"" + WERF_SECRET + "\"}}}", "localhost:5001");
        assertThat(lookup.credentials()).contains(new Credentials("werf", "sec:ret"));
        assertThat(lookup.trail()).singleElement().asString().contains("config.json (found, user \"werf\")");
    }

    @Test
    void knowsTheKeysOfDockerHub() throws IOException {
        for (String key : new String[] {"https://index.docker.io/v1/", "docker.io", "index.docker.io"}) {
            assertThat(find("{\"auths\":{\"" + key + "\":{\"auth\":\"" + WERF_SECRET + "\"}}}", "index.docker.io")
                            .credentials())
                    .as(key)
                    .isPresent();
        }
    }

    @Test
    void takesKeysThatAreAddresses() throws IOException {
        assertThat(find("{\"auths\":{\"https://r.example/v2/\":{\"auth\":\"" + WERF_SECRET + "\"}}}", "r.example")
                        .credentials())
                .isPresent();
    }

    @Test
    void doesNotTakeTheEntryOfAnotherPort() throws IOException {
        Lookup lookup = find("{\"auths\":{\"localhost:5002\":{\"auth\":\"" + WERF_SECRET + "\"}}}", "localhost:5001");
        assertThat(lookup.credentials()).isEmpty();
        assertThat(lookup.trail()).singleElement().asString().contains("no entry for localhost:5001");
    }

    @Test
    void readsIdentityTokens() throws IOException {
        assertThat(find("{\"auths\":{\"r.example\":{\"identitytoken\":\"abc\"}}}", "r.example")
                        .credentials())
                .contains(new Credentials("<token>", "abc"));
    }

    @Test
    void runsTheHelperOfTheHost() throws IOException {
        helper("one", "read server; echo \"{\\\"Username\\\":\\\"u\\\",\\\"Secret\\\":\\\"$server $1\\\"}\"");
        Lookup lookup = find("{\"credHelpers\":{\"r.example\":\"one\"},\"credsStore\":\"two\"}", "r.example");
        assertThat(lookup.credentials()).contains(new Credentials("u", "r.example get"));
        assertThat(lookup.trail().toString()).contains("docker-credential-one").doesNotContain("r.example get");
    }

    @Test
    void asksTheStoreForDockerHubByItsOldName() throws IOException {
        helper("two", "read server; echo \"{\\\"Username\\\":\\\"u\\\",\\\"Secret\\\":\\\"$server\\\"}\"");
        assertThat(find("{\"credsStore\":\"two\"}", "index.docker.io").credentials())
                .contains(new Credentials("u", "https://index.docker.io/v1/"));
    }

    @Test
    void saysThatAHelperIsMissingAndGoesOn() throws IOException {
        Lookup lookup = find(
                "{\"credsStore\":\"absent\",\"auths\":{\"r.example\":{\"auth\":\"" + WERF_SECRET + "\"}}}",
                "r.example");
        assertThat(lookup.credentials()).isPresent();
        assertThat(lookup.trail().get(0)).contains("docker-credential-absent").contains("not found on PATH");
    }

    @Test
    void neverRunsAHelperThatIsAPath() throws IOException {
        Lookup lookup = find("{\"credsStore\":\"../../bin/sh\"}", "r.example");
        assertThat(lookup.trail().get(0)).contains("is no program name");
    }

    @Test
    void needsNoFile() {
        Lookup lookup = new DockerConfigCredentials(directory.resolve("none.json"), Map.of()).find("r.example");
        assertThat(lookup.trail()).singleElement().asString().endsWith("none.json (no such file)");
    }

    @Test
    void namesABrokenFile() {
        assertThatThrownBy(() -> find("{", "r.example"))
                .isInstanceOf(DockerConfigException.class)
                .hasMessageContaining("config.json: it is not JSON");
    }

    @Test
    void hidesPasswordsInItsText() {
        assertThat(new Credentials("werf", "secret").toString())
                .contains("werf")
                .doesNotContain("secret");
    }

    private Lookup find(String json, String registry) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), json);
        return new DockerConfigCredentials(file, Map.of("PATH", directory + ":/bin:/usr/bin")).find(registry);
    }

    private void helper(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve("docker-credential-" + name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
