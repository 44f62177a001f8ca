package io.werf.core.chart.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.werf.core.chart.dependency.ChartCredentials.Login;
import io.werf.core.net.Proxies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartHttpTest {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        address = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        requests.add(uri + " " + exchange.getRequestHeaders().getFirst("Proxy-Authorization") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        if (uri.getPath().equals("/refused")) {
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
            return;
        }
        boolean stalls = uri.getPath().equals("/stalls");
        exchange.sendResponseHeaders(200, stalls ? 100 : 4);
        exchange.getResponseBody().write("text".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        if (!stalls) {
            exchange.close();
        }
    }

    private static byte[] get(ChartHttp http, String uri) {
        URI file = URI.create(uri);
        return http.get(file, file, Login.in(file), 1000);
    }

    @Test
    void repositoriesAreReachedThroughTheProxyWithItsLogin() {
        ChartHttp http = new ChartHttp(Proxies.always(URI.create("http://me:secret@" + address)));
        assertThat(get(http, "http://charts.example.com/index.yaml")).asString().isEqualTo("text");
        assertThat(requests).containsExactly("http://charts.example.com/index.yaml Basic bWU6c2VjcmV0 null");
        assertThatThrownBy(() -> get(http, "http://charts.example.com/refused"))
                .isInstanceOfSatisfying(
                        ChartDownloadException.class, e -> assertThat(e.code()).isEqualTo(407));
    }

    @Test
    void aProxyThatCannotBeReachedIsNamedWithoutItsLogin() {
        server.stop(0);
        ChartHttp http = new ChartHttp(Proxies.always(URI.create("http://me:secret@" + address)));
        assertThatThrownBy(() -> get(http, "http://charts.example.com/index.yaml"))
                .hasMessageContaining("through the proxy http://" + address)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theLoginInAnAddressIsSentAndNotShown() {
        ChartHttp http = new ChartHttp(Proxies.none());
        get(http, "http://me:se%40cret@" + address + "/index.yaml");
        assertThat(requests).containsExactly("/index.yaml null Basic bWU6c2VAY3JldA==");
        assertThatThrownBy(() -> get(http, "http://me:secret@" + address + "/refused"))
                .isInstanceOfSatisfying(
                        ChartDownloadException.class, e -> assertThat(e.host()).isEqualTo(address))
                .hasMessageContaining("getting http://" + address + "/refused")
                .hasMessageNotContaining("secret");
        assertThat(Login.in(URI.create("https://token@host/"))).isEqualTo(Optional.of(new Login("token", "")));
        assertThat(Login.in(URI.create("https://host/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:pa@55@charts.example.com/x", "http://me:pa55@my_charts/x"})
    void aHostThatIsNoneIsRefusedWithoutTheLogin(String uri) {
        ChartHttp http = new ChartHttp(Proxies.none());
        assertThatThrownBy(() -> get(http, uri))
                .isInstanceOf(ChartDownloadException.class)
                .hasNoCause()
                .hasMessageContaining("charts")
                .hasMessageContaining("%40")
                .hasMessageNotContaining("55");
    }

    @Test
    void contentThatDoesNotComeIsNotWaitedForForEver() {
        ChartHttp http = new ChartHttp(Proxies.none(), Duration.ofMillis(200));
        assertThatThrownBy(() -> get(http, "http://" + address + "/stalls"))
                .isInstanceOf(ChartDownloadException.class)
                .hasMessageContaining("the rest did not come within");
    }
}
