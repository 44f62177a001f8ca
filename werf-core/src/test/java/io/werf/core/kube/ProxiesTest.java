package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    @ParameterizedTest
    @CsvSource({
        "https://k.example.com:6443, '', http://secure:1",
        "http://k.example.com, '', http://plain:2",
        "https://k.example.com, example.com, ''",
        "https://k.example.com, .example.com, ''",
        "https://k.example.com, *.example.com, ''",
        "https://k.example.com, ample.com, http://secure:1",
        "https://k.example.com, 'a, *', ''",
        "https://10.1.2.3, 10.0.0.0/8, ''",
        "https://10.1.2.3, 10.2.0.0/16, http://secure:1",
        "https://10.1.2.3, 10.0.0.0/99, http://secure:1",
        "https://[fd00::1]:443, fd00::/8, ''",
        "https://localhost:6443, '', ''",
        "https://127.0.0.1:6443, '', ''",
    })
    void areThoseOfTheEnvironmentByGosRules(String server, String exceptions, String proxy) {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://secure:1", "http_proxy", "plain:2", "NO_PROXY", exceptions);

        assertThat(new Proxies(environment)
                        .before(URI.create(server))
                        .map(found -> "http://" + found)
                        .orElse(""))
                .isEqualTo(proxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://user:s3cret@bad host:1", "socks5://user:s3cret@proxy:1", "http://user:s3cret^@proxy"})
    void aVariableThatIsNoProxyIsAnErrorWithoutItsPassword(String proxy) {
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", proxy));
        assertThatThrownBy(() -> proxies.before(URI.create("https://k.example.com")))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void theLoginOfAProxyIsSentAndARefusalNamesTheProxy() throws IOException {
        List<String> logins = new CopyOnWriteArrayList<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        proxy.createContext("/", exchange -> {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
            exchange.sendResponseHeaders(logins.size() == 1 ? 401 : 407, -1);
            exchange.close();
        });
        proxy.start();
        String address = "127.0.0.1:" + proxy.getAddress().getPort();
        ClusterAccess access = new ClusterAccess(
                "http://k.example.com",
                Optional.empty(),
                ClusterAccess.Trust.JVM,
                Optional.of(HttpProxy.of(URI.create("http://user:pass@" + address))),
                () -> Login.NOBODY);
        try (KubeClient client = new HttpKubeClient(() -> Connection.open(access))) {
            assertThatThrownBy(client::version)
                    .as("a 401 without a challenge")
                    .isInstanceOfSatisfying(
                            KubeApiException.class,
                            refused -> assertThat(refused.code()).isEqualTo(401));
            assertThatThrownBy(client::version)
                    .isInstanceOf(ProxyLoginException.class)
                    .hasMessageContaining("the proxy " + address)
                    .hasMessageContaining("http://k.example.com")
                    .hasMessageNotContaining("pass@");
            assertThat(logins).containsExactly("Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz");
        } finally {
            proxy.stop(0);
        }
    }
}
