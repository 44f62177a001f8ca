package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.registry.ImageName;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildProxiesTest {

    private static final String ENGINE = "unix:///var/run/docker.sock";

    @TempDir
    private Path docker;

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> known = new ArrayList<>();

    @BeforeEach
    void here() {
        environment.put("DOCKER_CONFIG", docker.toString());
    }

    private static BuildSpec spec(String dockerfile, Map<String, String> args) {
        return new BuildSpec(
                TestImages.image("app", dockerfile, Map.of()),
                new ImageName(new Repository("r:5000", "app"), "t"),
                args,
                List.of(),
                Map.of());
    }

    private static final BuildSpec PLAIN = spec("FROM x\nRUN true", Map.of());

    private BuildProxies proxies() {
        return new BuildProxies(environment, known::add);
    }

    private void configure(String json) throws IOException {
        Files.writeString(docker.resolve("config.json"), json);
    }

    @Test
    void thoseOfTheEnvironmentAreGivenInBothSpellings() {
        environment.put("https_proxy", "http://user:pa55@proxy:3128");
        environment.put("NO_PROXY", ".example.com");
        Map<String, String> both = Map.of(
                "HTTPS_PROXY", "http://user:pa55@proxy:3128",
                "https_proxy", "http://user:pa55@proxy:3128",
                "NO_PROXY", ".example.com",
                "no_proxy", ".example.com");
        assertThat(proxies().all(PLAIN, ENGINE)).isEqualTo(both);
        assertThat(proxies().unconfigured(PLAIN, ENGINE)).isEqualTo(both);
        assertThat(known).contains("user:pa55");
    }

    /** Java's URIs have no login where the host or the password is unusual; programs in the build take it all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:pa55@my_proxy:3128",
                "http://user:p@55@proxy:3128",
                "http://u:p^5@h:1",
                "u:p@proxy:1"
            })
    void loginsOfAnyAddressAreKnownBeforeABuilderGetsThem(String proxy) {
        environment.put("HTTP_PROXY", proxy);
        assertThat(proxies().all(PLAIN, ENGINE)).containsEntry("HTTP_PROXY", proxy);
        assertThat(known).contains(proxy.replace("http://", "").replaceFirst("@[^@]*$", ""));
    }

    /** As Docker's own programs do it, which is why these get nothing then. */
    @Test
    void whatDockerIsConfiguredWithCountsAlone() throws IOException {
        environment.put("HTTP_PROXY", "http://other:1");
        environment.put("HTTPS_PROXY", "http://other:1");
        configure("{\"proxies\":{\"default\":{\"httpProxy\":\"http://proxy:3128\",\"httpsProxy\":\"\"}}}");
        assertThat(proxies().all(PLAIN, ENGINE))
                .isEqualTo(Map.of("HTTP_PROXY", "http://proxy:3128", "http_proxy", "http://proxy:3128"));
        assertThat(proxies().unconfigured(PLAIN, ENGINE)).isEmpty();
    }

    @Test
    void anEngineMayHaveProxiesOfItsOwn() throws IOException {
        configure(
                "{\"proxies\":{\"default\":{\"ftpProxy\":\"ftp://a\"},\"tcp://far:2375\":{\"ftpProxy\":\"ftp://b\"}}}");
        assertThat(proxies().all(PLAIN, ENGINE)).containsEntry("FTP_PROXY", "ftp://a");
        assertThat(proxies().all(PLAIN, "tcp://far:2375")).containsEntry("FTP_PROXY", "ftp://b");
    }

    @Test
    void aProxyOnThisMachineIsOutOfAContainersReach() {
        environment.put("HTTP_PROXY", "127.0.0.1:3128");
        environment.put("HTTPS_PROXY", "http://localhost:3128");
        environment.put("NO_PROXY", ".example.com");
        assertThat(proxies().all(PLAIN, ENGINE)).isEmpty();
    }

    @Test
    void argumentsOfTheProjectWin() {
        environment.put("HTTP_PROXY", "http://proxy:3128");
        assertThat(proxies().all(spec("FROM x", Map.of("http_proxy", "http://own:1")), ENGINE))
                .isEmpty();
    }

    /** Its value would stand in the history. */
    @ParameterizedTest
    @ValueSource(strings = {"FROM x\nARG HTTP_PROXY", "ARG http_proxy=none\nFROM x", "FROM x\nARG A=1 HTTP_PROXY=none"})
    void whatADockerfileDeclaresItselfIsLeftToIt(String dockerfile) {
        environment.put("HTTP_PROXY", "http://proxy:3128");
        assertThat(proxies().all(spec(dockerfile, Map.of()), ENGINE)).isEmpty();
    }

    @Test
    void withoutAnyNothingIsGiven() {
        environment.put("NO_PROXY", "*");
        assertThat(proxies().all(PLAIN, ENGINE)).isEmpty();
    }
}
