package io.werf.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
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

        assertThat(Proxies.ofEnvironment(environment)
                        .before(URI.create(server))
                        .map(URI::toString)
                        .orElse(""))
                .isEqualTo(proxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://user:s3cret@bad host:1", "socks5://user:s3cret@proxy:1", "http://user:s3cret^@proxy"})
    void aVariableThatIsNoProxyIsAnErrorWithoutItsPassword(String proxy) {
        Proxies proxies = Proxies.ofEnvironment(Map.of("HTTPS_PROXY", proxy));
        assertThatThrownBy(() -> proxies.before(URI.create("https://k.example.com")))
                .isInstanceOf(ProxyAddressException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }
}
