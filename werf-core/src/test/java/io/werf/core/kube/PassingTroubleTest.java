package io.werf.core.kube;

import static io.werf.core.kube.ScriptedServer.json;
import static io.werf.core.kube.ScriptedServer.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeClient.WatchListener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes by itself is waited out, and only that. */
class PassingTroubleTest {

    private static final ApiResource CONFIG_MAPS =
            new ApiResource("", "v1", "ConfigMap", "configmaps", true, Set.of("list"));
    private static final String CORE = "{\"resources\":[{\"name\":\"configmaps\",\"kind\":\"ConfigMap\","
            + "\"namespaced\":true,\"verbs\":[\"get\"]}]}";
    private static final String EMPTY = "{\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[]}";

    private final ScriptedServer server = new ScriptedServer();
    private final KubeClient client = KubeClients.connect(server.uri());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aGatewayWithoutServerAndAStoreWithoutLeaderAreWaitedOut() {
        server.then(json(503, "<html>no server is available</html>"))
                .then(json(500, "{\"message\":\"etcdserver: leader changed\"}"))
                .then(json(200, EMPTY));

        assertThat(client.list(CONFIG_MAPS, "ns", Selector.ALL).items()).isEmpty();
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void anotherFaultInsideTheServerIsToldAtOnce() {
        server.then(json(500, "{\"message\":\"Internal error occurred: something\"}"));

        assertThatThrownBy(() -> client.list(CONFIG_MAPS, "ns", Selector.ALL)).isInstanceOf(KubeApiException.class);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aGroupOfKindsWhoseOwnServerIsAwayIsToldAtOnce() {
        server.then(json(503, "service unavailable"));

        assertThatThrownBy(() -> client.kinds("metrics.k8s.io/v1beta1")).isInstanceOf(KubeApiException.class);
        assertThat(server.requests).containsExactly("GET /apis/metrics.k8s.io/v1beta1");
    }

    @Test
    void aCreationIsNotRepeatedWhereItMayHaveHappened() {
        server.then(json(200, CORE)).then(json(504, "<html>upstream timed out</html>"));

        assertThatThrownBy(() -> client.create(new KubeObject(Map.of(
                        "apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("namespace", "ns", "name", "a")))))
                .isInstanceOf(KubeApiException.class);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aWatchThatIsNotAllowedAnyMoreSaysSo() throws Exception {
        String forbidden = "{\"reason\":\"Forbidden\",\"message\":\"no\"}";
        server.then(json(200, EMPTY)).then(lines(List.of()));
        for (int i = 0; i < 5; i++) {
            server.then(json(403, forbidden));
        }
        CompletableFuture<KubeApiException> end = new CompletableFuture<>();

        client.watch(CONFIG_MAPS, "ns", Selector.ALL, new WatchListener() {
            @Override
            public void changed(WatchEvent event) {}

            @Override
            public void ended(KubeApiException refused) {
                end.complete(refused);
            }
        });

        assertThat(end.get(60, TimeUnit.SECONDS).isForbidden()).isTrue();
    }
}
