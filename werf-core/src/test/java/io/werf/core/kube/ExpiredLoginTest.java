package io.werf.core.kube;

import static io.werf.core.kube.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A token that the server stops to accept in the middle of a run. */
class ExpiredLoginTest {

    @TempDir
    private Path directory;

    private final ScriptedServer server = new ScriptedServer();
    private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
    private Path token;
    private KubeClient client;

    @BeforeEach
    void connect() throws IOException {
        token = Files.writeString(directory.resolve("token"), "early");
        Path file = Files.writeString(directory.resolve("config"), """
                current-context: a
                contexts: [{name: a, context: {cluster: one, user: joe}}]
                users: [{name: joe, user: {tokenFile: token}}]
                clusters: [{name: one, cluster: {server: "%s"}}]
                """.formatted(server.uri()));
        client = KubeClients.connect(new KubeSettings(List.of(file), Optional.empty()));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void isReadAgainAndTheRequestIsSentAgain() {
        server.then(seen(() -> Files.writeString(token, "later"), 401, "{\"message\":\"Unauthorized\"}"))
                .then(seen(() -> {}, 200, "{\"gitVersion\":\"v1.20.2\"}"));

        assertThat(client.version()).isEqualTo("v1.20.2");
        assertThat(tokens).containsExactly("Bearer early", "Bearer later");
    }

    @Test
    void isTriedOnlyOnceMore() {
        server.then(seen(() -> Files.writeString(token, "later"), 401, "{}"))
                .then(seen(() -> Files.writeString(token, "latest"), 401, "{\"message\":\"Unauthorized\"}"));

        assertThatThrownBy(client::version)
                .isInstanceOfSatisfying(
                        KubeApiException.class, e -> assertThat(e.code()).isEqualTo(401));
        assertThat(tokens).containsExactly("Bearer early", "Bearer later");
    }

    @Test
    void isNotTriedAgainWhenThereIsNoOther() {
        server.then(seen(() -> {}, 401, "{\"message\":\"Unauthorized\"}"));

        assertThatThrownBy(client::version).isInstanceOf(KubeApiException.class).hasMessageContaining("Unauthorized");
        assertThat(tokens).containsExactly("Bearer early");
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    private ScriptedServer.Reply seen(Meanwhile meanwhile, int code, String body) {
        return exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            meanwhile.happens();
            json(code, body).to(exchange);
        };
    }
}
