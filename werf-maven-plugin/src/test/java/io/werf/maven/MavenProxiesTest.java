package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MavenProxiesTest {

    private static Proxy proxy(String protocol, String host, boolean active) {
        Proxy proxy = new Proxy();
        proxy.setProtocol(protocol);
        proxy.setHost(host);
        proxy.setPort(3128);
        proxy.setActive(active);
        proxy.setNonProxyHosts("*.corp|10.*");
        return proxy;
    }

    private static String before(String server, Proxy... proxies) {
        return new MavenProxies(List.of(proxies))
                .before(URI.create(server))
                .map(URI::toString)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "https://reg.example/v2/, http://proxy:3128",
        "https://reg.corp/v2/, ''",
        "https://corp/v2/, http://proxy:3128",
        "https://10.1.2.3/v2/, ''",
        "http://localhost:5000/v2/, ''",
        "http://127.0.0.1:5000/v2/, ''"
    })
    void oneEntryServesBothProtocolsButNotWhatItExcludes(String server, String expected) {
        assertThat(before(server, proxy("http", "proxy", true))).isEqualTo(expected);
    }

    @Test
    void theEntryOfTheProtocolIsPreferredAndInactiveOnesDoNotCount() {
        assertThat(before("https://reg.example/", proxy("http", "a", true), proxy("https", "b", true)))
                .isEqualTo("http://b:3128");
        assertThat(before("https://reg.example/", proxy("http", "a", true), proxy("https", "b", false)))
                .isEqualTo("http://a:3128");
        assertThat(before("https://reg.example/", proxy("http", "a", false))).isEmpty();
    }

    @Test
    void aUserIsPartOfTheAddressWhateverIsInThePassword() {
        Proxy proxy = proxy("http", "proxy", true);
        proxy.setUsername("me");
        proxy.setPassword("p@ss/w:rd%");
        assertThat(new MavenProxies(List.of(proxy)).before(URI.create("https://reg.example/")))
                .hasValueSatisfying(address -> {
                    assertThat(address.getHost()).isEqualTo("proxy");
                    assertThat(address.getUserInfo()).isEqualTo("me:p@ss/w:rd%");
                });
    }
}
