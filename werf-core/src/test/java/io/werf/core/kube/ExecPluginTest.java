package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With small shell scripts as plugins, which count how often they are run. */
class ExecPluginTest {

    private static final String ANSWER = """
            echo x >> "$0.runs"
            printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{%s}}' \\
              '"token":"token-'$(wc -l < "$0.runs" | tr -d ' ')'"EXTRA'
            """;

    @TempDir
    private Path directory;

    private final List<String> secrets = new ArrayList<>();
    private final Hands clock = new Hands();
    private Path plugin;

    @BeforeEach
    void name() {
        plugin = directory.resolve("plugin");
    }

    @Test
    void isRunOnceUntilTheServerRefusesItsToken() throws IOException {
        Credentials credentials = plugin(ANSWER.replace("EXTRA", ""), "");

        Login first = credentials.login();
        assertThat(credentials.login()).isSameAs(first);
        assertThat(first.headers()).containsEntry("Authorization", "Bearer token-1");

        assertThat(credentials.renew(first)).isTrue();
        assertThat(credentials.login().headers()).containsEntry("Authorization", "Bearer token-2");
        assertThat(credentials.renew(first)).isTrue(); // by a request that was on its way with the old one
        assertThat(credentials.login().headers()).containsEntry("Authorization", "Bearer token-2");
        assertThat(secrets).containsExactly("token-1", "token-2");
    }

    @Test
    void isRunAgainWhenItsAnswerHasExpired() throws IOException {
        Credentials credentials =
                plugin(ANSWER.replace("EXTRA", ",\"expirationTimestamp\":\"2026-01-01T00:10:00Z\""), "");
        credentials.login();

        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(credentials.login().headers()).containsEntry("Authorization", "Bearer token-1");
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(credentials.login().headers()).containsEntry("Authorization", "Bearer token-2");
    }

    @Test
    void getsArgumentsEnvironmentAndTheClusterIfItWantsIt() throws IOException {
        Credentials credentials = plugin(
                "echo \"$1 $REGION $HOME $KUBERNETES_EXEC_INFO\" > \"$0.saw\"\n" + ANSWER.replace("EXTRA", ""),
                ", args: [--login], provideClusterInfo: true, env: [{name: REGION, value: north}]");

        credentials.login();

        assertThat(Files.readString(directory.resolve("plugin.saw")))
                .startsWith("--login north /home/joe {")
                .contains("\"interactive\":false", "\"server\":\"https://one.example\"", "ExecCredential");
    }

    @Test
    void whatGoesWrongIsToldWithItsPlaceItsComplaintAndTheHint() throws IOException {
        Credentials failing = plugin("echo no session >&2; exit 3", ", installHint: run the installer");
        assertThatThrownBy(failing::login)
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContainingAll("config:2:", "plugin", "exit code 3: no session", "run the installer");

        assertThatThrownBy(plugin("echo hello", "")::login).hasMessageContaining("not JSON");
        assertThatThrownBy(plugin(ANSWER.replace("\"token\"", "\"other\"").replace("EXTRA", ""), "")::login)
                .hasMessageContaining("neither a token nor a client certificate");
        assertThatThrownBy(plugin("", ", interactiveMode: Always")::login).hasMessageContaining("wants a terminal");
        Files.delete(plugin);
        assertThatThrownBy(load(", installHint: get it there").credentials()::login)
                .hasMessageContainingAll("cannot be started", "get it there");
    }

    private Credentials plugin(String script, String settings) throws IOException {
        Files.writeString(plugin, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        return load(settings).credentials();
    }

    private ClusterAccess load(String settings) throws IOException {
        Path file = Files.writeString(directory.resolve("config"), """
                contexts: [{name: a, context: {cluster: one, user: joe}}]
                users: [{name: joe, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./plugin%s}}}]
                clusters: [{name: one, cluster: {server: "https://one.example"}}]
                """.formatted(settings));
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/joe");
        return new KubeConfigFiles(environment, directory, clock, secrets::add)
                .load(new KubeSettings(List.of(file), Optional.of("a")));
    }

    /** A clock that is moved by hand. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
