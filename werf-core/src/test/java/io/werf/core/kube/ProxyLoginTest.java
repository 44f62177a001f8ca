package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ProxyLoginTest {

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
                Optional.of(URI.create("http://user:pass@" + address)),
                () -> Login.NOBODY);
        try (KubeClient client = new HttpKubeClient(() -> Connection.open(access))) {
            assertThatThrownBy(client::version)
                    .as("a 401 without a challenge")
                    .isInstanceOfSatisfying(
                            KubeApiException.class,
                            refused -> assertThat(refused.code()).isEqualTo(401));
            assertThatThrownBy(client::version)
                    .isInstanceOf(ProxyLoginException.class)
                    .hasMessageContaining("the proxy http://" + address)
                    .hasMessageContaining("http://k.example.com")
                    .hasMessageNotContaining("pass@");
            assertThat(logins).containsExactly("Basic dXNlcjpwYXNz", "Basic dXNlcjpwYXNz");
        } finally {
            proxy.stop(0);
        }
    }
}
