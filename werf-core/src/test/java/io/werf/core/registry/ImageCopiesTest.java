package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.werf.core.error.WerfException;
import io.werf.core.net.Proxies;
import io.werf.core.sandbox.registry.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Copies from registries that lie or die, and from mirrors. */
class ImageCopiesTest {

    private static final String LAYER = "the content of a layer";
    private static final String CONFIG = "{}";
    private static final String MANIFEST = "{\"schemaVersion\":2,"
            + "\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":" + descriptor(CONFIG)
            + ",\"layers\":[" + descriptor(LAYER) + "]}";

    private final RegistryServer target = RegistryServer.start();
    private final RegistryClient client = new RegistryClient(
            new RegistrySettings(
                    Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 2, Duration.ofMillis(1), Proxies.none()),
            CredentialStore.none(),
            Clock.systemUTC());

    @AfterEach
    void close() {
        client.close();
        target.close();
    }

    private static String descriptor(String content) {
        return "{\"mediaType\":\"x\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length() + "}";
    }

    private static String digest(String content) {
        return ContentDigest.of(content.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with the layer that the source sends. */
    enum Fault {
        OTHER_CONTENT {
            @Override
            void layer(HttpExchange exchange) throws IOException {
                FakeRegistry.reply(exchange, 200, LAYER.toUpperCase(java.util.Locale.ROOT));
            }
        },
        TRUNCATED {
            @Override
            void layer(HttpExchange exchange) throws IOException {
                exchange.sendResponseHeaders(200, LAYER.length());
                exchange.getResponseBody().write(LAYER.substring(5).getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        },
        SHORTER {
            @Override
            void layer(HttpExchange exchange) throws IOException {
                FakeRegistry.reply(exchange, 200, LAYER.substring(5));
            }
        },
        LONGER {
            @Override
            void layer(HttpExchange exchange) throws IOException {
                FakeRegistry.reply(exchange, 200, LAYER + LAYER);
            }
        },
        NONE {
            @Override
            void layer(HttpExchange exchange) throws IOException {
                FakeRegistry.reply(exchange, 200, LAYER);
            }
        };

        abstract void layer(HttpExchange exchange) throws IOException;

        void answer(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith(digest(LAYER))) {
                layer(exchange);
            } else if (path.endsWith(digest(CONFIG))) {
                FakeRegistry.reply(exchange, 200, CONFIG);
            } else if (path.endsWith("/manifests/1")) {
                exchange.getResponseHeaders().add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
                FakeRegistry.reply(exchange, 200, MANIFEST);
            } else {
                FakeRegistry.reply(exchange, 404, "");
            }
        }
    }

    private Optional<Long> copy(Fault fault) {
        try (FakeRegistry source = new FakeRegistry(fault::answer)) {
            return Answers.await(new ImageCopies(client)
                    .image(new ImageName(source.repository("base"), "1"), new ImageName(repository(), "1")));
        }
    }

    private Repository repository() {
        return new Repository(target.host(), "shop");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aRegistryThatLiesIsAnErrorWithoutAnImageAndTheNextCopySucceeds(Fault fault) {
        assertThatThrownBy(() -> copy(fault)).isInstanceOf(WerfException.class).hasMessageContaining(digest(LAYER));
        assertThat(target.exists("shop", "1")).isFalse();
        assertThat(copy(Fault.NONE).orElseThrow())
                .as("the layer; the configuration may have arrived before")
                .isBetween((long) LAYER.length(), (long) LAYER.length() + CONFIG.length());
        assertThat(target.exists("shop", "1")).isTrue();
        assertThat(copy(Fault.NONE)).as("all is there").contains(0L);
    }

    @Test
    void anImageThatIsNotThereIsNotCopied() {
        try (FakeRegistry source = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 404, ""))) {
            assertThat(Answers.await(new ImageCopies(client)
                            .image(new ImageName(source.repository("base"), "1"), new ImageName(repository(), "1"))))
                    .isEmpty();
        }
    }

    @Test
    void anEndlessListOfListsIsAnError() {
        try (FakeRegistry source = new FakeRegistry(exchange -> {
            // The same manifest at each depth would need to have its own digest in it: many different ones do as well.
            String reference = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
            FakeRegistry.reply(exchange, 200, NESTED.getOrDefault(reference, NESTED.get("1")));
        })) {
            assertThatThrownBy(() -> Answers.await(new ImageCopies(client)
                            .image(new ImageName(source.repository("base"), "1"), new ImageName(repository(), "1"))))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("nested too deep");
        }
    }

    private static final Map<String, String> NESTED = nested();

    private static Map<String, String> nested() {
        Map<String, String> manifests = new java.util.HashMap<>();
        String inner = MANIFEST;
        for (int depth = 0; depth < 6; depth++) {
            manifests.put(digest(inner), inner);
            inner = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                    + descriptor(inner) + "]}";
        }
        manifests.put("1", inner);
        return Map.copyOf(manifests);
    }

    @Test
    void mirrorsComeBeforeTheRegistryItself() {
        RegistrySettings settings =
                RegistrySettings.defaults().withMirrors(Map.of("index.docker.io", List.of("mirror:1", "mirror:2")));
        assertThat(settings.places(Repository.parse("busybox")))
                .extracting(Repository::registry)
                .containsExactly("mirror:1", "mirror:2", "index.docker.io");
        assertThat(settings.places(Repository.parse("quay.io/a/b"))).hasSize(1);
    }
}
