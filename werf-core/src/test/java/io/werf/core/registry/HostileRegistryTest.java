package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.werf.core.error.WerfException;
import io.werf.core.net.Proxies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry says that nobody expects ends as an error of this room, in time. */
@Timeout(60)
class HostileRegistryTest {

    private static final RegistrySettings ONCE = new RegistrySettings(
            Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 1, Duration.ofMillis(1), Proxies.none());
    private static final Blob BLOB = Blob.of("content".getBytes());

    private static RegistryClient client() {
        return new RegistryClient(ONCE, CredentialStore.none(), Clock.systemUTC());
    }

    /** @param location of the upload or of a redirect */
    private static FakeRegistry sendingTo(int code, String location) {
        return new FakeRegistry(exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            FakeRegistry.reply(exchange, code, "");
        });
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsAnErrorWhenTheTimeIsOver() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (FakeRegistry server = new FakeRegistry(exchange -> stopInTheMiddle(exchange, over))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.host() + "/"))
                    .timeout(Duration.ofMillis(300))
                    .build();
            assertThatThrownBy(() -> new Connections(ONCE, threads)
                            .send(request, Body.bounded())
                            .get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IOException.class);
        } finally {
            over.countDown();
            threads.shutdownNow();
        }
    }

    private static void stopInTheMiddle(HttpExchange exchange, CountDownLatch over) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBlobThatStopsInTheMiddleIsAnErrorWhenTheTimeIsOver() throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        try (FakeRegistry server = new FakeRegistry(exchange -> stopInTheMiddle(exchange, over));
                InputStream blob = new VerifiedStream(body(server), BLOB.digest(), Duration.ofSeconds(2))) {
            assertThat(blob.read()).isEqualTo(1);
            assertThatThrownBy(blob::read).isInstanceOf(IOException.class).hasMessageContaining("did not come");
        } finally {
            over.countDown();
        }
    }

    private static InputStream body(FakeRegistry server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + server.host() + "/"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void aBlobThatComesInTimeIsRead() throws IOException {
        try (InputStream blob = new VerifiedStream(
                new ByteArrayInputStream("content".getBytes()), BLOB.digest(), Duration.ofSeconds(30))) {
            assertThat(blob).hasContent("content");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:opaque", "file:///etc/passwd", "http:///nowhere", "::", "http://a b/"})
    void anUploadIsNotSentToWhatIsNoAddress(String location) {
        try (FakeRegistry server = sendingTo(202, location);
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.pushBlob(server.repository("app"), BLOB)))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("no address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https:opaque", "file:///etc/passwd", "http:///nowhere", "::"})
    void aRedirectToWhatIsNoAddressIsNotFollowed(String location) {
        try (FakeRegistry server = sendingTo(307, location);
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.hasBlob(server.repository("app"), BLOB.digest())))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("a redirect");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"last=a b", "last=%zz", "", "last=x#y"})
    void aNextPageThatIsNoAddressIsAnError(String query) {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    exchange.getResponseHeaders().add("Link", "</v2/app/tags/list?" + query + ">; rel=\"next\"");
                    FakeRegistry.reply(exchange, 200, "{\"tags\":[\"a\"]}");
                });
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.tags(server.repository("app"))))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("the next page is");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../../other/manifests/x", "", "-a"})
    void aTagThatIsNoneIsAnError(String tag) {
        try (FakeRegistry server = new FakeRegistry(
                        exchange -> FakeRegistry.reply(exchange, 200, "{\"tags\":[\"" + tag + "\"]}"));
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.tags(server.repository("app"))))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("it lists \"" + tag + "\", which is no tag");
        }
    }

    @Test
    void aPageOfHtmlIsNoManifest() {
        try (FakeRegistry server =
                        new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 200, "<html>Log in</html>"));
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.manifest(server.repository("app"), "t")))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("what it sent as a manifest is not JSON");
        }
    }

    @Test
    void aManifestWithSomethingElseThanDigestsIsNotCopied() {
        try (FakeRegistry server = new FakeRegistry(
                        exchange -> FakeRegistry.reply(exchange, 200, "{\"layers\":[{\"digest\":\"../../x\"}]}"));
                RegistryClient client = client()) {
            ImageName image = new ImageName(server.repository("app"), "t");
            assertThatThrownBy(() -> Answers.await(
                            new ImageCopies(client).image(image, new ImageName(server.repository("copy"), "t"))))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("\"../../x\", which is no sha256 digest");
        }
        assertThat(ImageManifest.of("x", "{\"config\":{\"digest\":\"../../x\"}}")
                        .configDigest())
                .isEmpty();
    }

    @Test
    void aTokenForEverIsAToken() {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    String host = exchange.getRequestHeaders().getFirst("Host");
                    boolean token = exchange.getRequestURI().getPath().equals("/token");
                    boolean known = exchange.getRequestHeaders().getFirst("Authorization") != null;
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"http://" + host + "/token\"");
                    FakeRegistry.reply(
                            exchange,
                            token || known ? 200 : 401,
                            token ? "{\"token\":\"T\",\"expires_in\":" + Long.MAX_VALUE + "}" : "");
                });
                RegistryClient client = client()) {
            assertThat(Answers.await(client.hasBlob(server.repository("app"), BLOB.digest())))
                    .isTrue();
        }
    }

    @Test
    void aLongChallengeIsReadInTime() {
        String far = "http://" + "a".repeat(300_000);
        assertThat(Challenge.parse(List.of("Bearer " + "a".repeat(300_000)))).isEmpty();
        assertThat(Challenge.parse(List.of("Bearer realm=\"" + far + "\",service=\"a\\\"b\"")))
                .contains(new Challenge.Bearer(far, "a\\\"b"));
    }

    @Test
    void aConfigurationThatIsNotJsonIsAnErrorThatNamesIt() {
        Blob html = Blob.of("<html>".getBytes());
        try (FakeRegistry server = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 200, "<html>"));
                RegistryClient client = client()) {
            assertThatThrownBy(() -> Answers.await(client.config(server.repository("app"), html.digest())))
                    .isInstanceOf(WerfException.class)
                    .hasMessageContaining(html.digest())
                    .hasMessageContaining("it is not JSON");
        }
    }
}
