package io.werf.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.Advice;
import io.werf.core.net.Proxies;
import io.werf.core.registry.FakeRegistry.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientTest {

    private static final RegistrySettings QUICK = new RegistrySettings(
            Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 3, Duration.ofMillis(1), Proxies.none());
    private static final Credentials WERF = new Credentials("werf", "secret");

    @Test
    void asksForAllImagesAtOnceWithOneRequestEach() {
        CyclicBarrier allThere = new CyclicBarrier(20);
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    meet(allThere);
                    FakeRegistry.reply(exchange, 404, "");
                });
                RegistryClient client = client(CredentialStore.none())) {
            Repository repository = server.repository("app");
            List<CompletableFuture<Optional<String>>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> client.digest(new ImageName(repository, "t" + i)))
                    .toList();
            assertThat(answers.stream().map(Answers::await).toList())
                    .hasSize(20)
                    .allMatch(Optional::isEmpty);
            assertThat(server.requests()).hasSize(20).allMatch(r -> r.method().equals("HEAD"));
        }
    }

    @Test
    void sendsCredentialsByBasicAfterOneQuestion() {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                        FakeRegistry.reply(exchange, 401, "");
                    } else {
                        exchange.getResponseHeaders().add("Docker-Content-Digest", "sha256:1");
                        FakeRegistry.reply(exchange, 200, "");
                    }
                });
                RegistryClient client = client(CredentialStore.of("test", server.host(), WERF))) {
            for (CompletableFuture<Optional<String>> answer : heads(client, server, 5)) {
                assertThat(Answers.await(answer)).contains("sha256:1");
            }
            assertThat(server.requests())
                    .hasSize(6)
                    .filteredOn(r -> r.uri().equals("/v2/"))
                    .hasSize(1);
        }
    }

    @Test
    void fetchesOneTokenForManyRequests() {
        try (FakeRegistry server = new FakeRegistry(RegistryClientTest::withTokens);
                RegistryClient client = client(CredentialStore.of("test", server.host(), WERF))) {
            heads(client, server, 8).forEach(Answers::await);
            assertThat(server.requests().stream().filter(r -> r.uri().startsWith("/token")))
                    .singleElement()
                    .isEqualTo(new Request("GET", "/token?service=reg&scope=repository%3Aapp%3Apull", WERF.basic()));
            assertThat(server.requests()).hasSize(10);
        }
    }

    @Test
    void getsAnAnonymousTokenWhenTheRegistryWantsOne() {
        try (FakeRegistry server = new FakeRegistry(RegistryClientTest::withTokens);
                RegistryClient client = client(CredentialStore.none())) {
            heads(client, server, 1).forEach(Answers::await);
            heads(client, server, 1).forEach(Answers::await);
            assertThat(server.requests())
                    .extracting(Request::uri)
                    .filteredOn(uri -> uri.startsWith("/token"))
                    .hasSize(1);
            assertThat(server.requests()).hasSize(4);
        }
    }

    private static void withTokens(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (exchange.getRequestURI().getPath().equals("/token")) {
            FakeRegistry.reply(exchange, 200, "{\"token\":\"T\",\"expires_in\":300}");
        } else if ("Bearer T".equals(authorization)) {
            FakeRegistry.reply(exchange, 200, "");
        } else {
            String realm = "http://" + exchange.getRequestHeaders().getFirst("Host") + "/token";
            exchange.getResponseHeaders()
                    .add("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"reg\",scope=\"x\"");
            FakeRegistry.reply(exchange, 401, "");
        }
    }

    @Test
    void refusalSaysWhereCredentialsWereLookedFor() {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                    FakeRegistry.reply(
                            exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"bad password\"}]}");
                });
                RegistryClient client = client(CredentialStore.of("-Dtest", server.host(), WERF))) {
            assertThatThrownBy(() -> Answers.await(client.manifest(server.repository("app"), "t")))
                    .isInstanceOfSatisfying(RegistryRefusedException.class, refused -> {
                        assertThat(refused.code()).isEqualTo(401);
                        assertThat(refused.lookedIn()).containsExactly("-Dtest (found, user \"werf\")");
                    })
                    .hasMessageContaining("UNAUTHORIZED: bad password")
                    .hasMessageContaining("getting the manifest of image t")
                    .hasMessageNotContaining("secret");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void credentialsDoNotFollowARedirectToAnotherHost() {
        byte[] content = "blob".getBytes();
        Blob blob = Blob.of(content);
        try (FakeRegistry other = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 200, "blob"));
                FakeRegistry server = new FakeRegistry(exchange -> {
                    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                        FakeRegistry.reply(exchange, 401, "");
                    } else {
                        exchange.getResponseHeaders().add("Location", "http://" + other.host() + "/store");
                        FakeRegistry.reply(exchange, 307, "");
                    }
                });
                RegistryClient client = client(CredentialStore.of("test", server.host(), WERF));
                InputStream stream = Answers.await(client.blob(server.repository("app"), blob.digest()))) {
            assertThat(stream).hasBinaryContent(content);
            assertThat(other.requests()).containsExactly(new Request("GET", "/store", ""));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void credentialsDoNotFollowAnUploadToAnotherHost() {
        Blob blob = Blob.of("blob".getBytes());
        try (FakeRegistry other = new FakeRegistry(exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    FakeRegistry.reply(exchange, 201, "");
                });
                FakeRegistry server = new FakeRegistry(exchange -> {
                    if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
                        FakeRegistry.reply(exchange, 401, "");
                    } else {
                        exchange.getResponseHeaders().add("Location", "http://" + other.host() + "/store?to=1");
                        FakeRegistry.reply(exchange, 202, "");
                    }
                });
                RegistryClient client = client(CredentialStore.of("test", server.host(), WERF))) {
            assertThat(Answers.await(client.pushBlob(server.repository("app"), blob)))
                    .isEqualTo(blob.digest());
            assertThat(other.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("PUT");
                assertThat(request.authorization()).isEmpty();
            });
        }
    }

    @Test
    void aRegistryThatMakesNoRepositoriesIsAdvisedAbout() {
        RegistryErrorException failure = new RegistryErrorException(
                "1.dkr.ecr.eu-west-1.amazonaws.com",
                "1.dkr.ecr.eu-west-1.amazonaws.com/team/shop",
                "pushing blob x",
                404,
                List.of("NAME_UNKNOWN: The repository with name 'team/shop' does not exist in the registry"),
                null);
        assertThat(Advice.of(failure))
                .endsWith("aws ecr create-repository --region eu-west-1 --repository-name team/shop");
    }

    @Test
    void repeatsWhenTheRegistryIsOverloadedAndHonoursRetryAfter() {
        AtomicInteger number = new AtomicInteger();
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "0");
                    FakeRegistry.reply(exchange, List.of(429, 503, 200).get(number.getAndIncrement()), "");
                });
                RegistryClient client = client(CredentialStore.none())) {
            heads(client, server, 1).forEach(Answers::await);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        try (FakeRegistry server = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 502, "bad gateway"));
                RegistryClient client = client(CredentialStore.none())) {
            assertThatThrownBy(() -> Answers.await(client.manifest(server.repository("app"), "t")))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("answered 502")
                    .hasMessageContaining("bad gateway");
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void doesNotWaitForARegistryThatWantsAnHour() {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "3600");
                    FakeRegistry.reply(exchange, 429, "");
                });
                RegistryClient client = client(CredentialStore.none())) {
            assertThatThrownBy(() -> Answers.await(client.tags(server.repository("app"))))
                    .isInstanceOf(RegistryErrorException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (RegistryClient client = client(CredentialStore.none())) {
            Repository repository = new Repository("127.0.0.1:" + port, "app");
            assertThatThrownBy(() -> Answers.await(client.digest(new ImageName(repository, "t"))))
                    .isInstanceOf(RegistryUnreachableException.class)
                    .hasMessageContaining("cannot reach 127.0.0.1:" + port)
                    .hasMessageContaining("asking for image t in 127.0.0.1:" + port + "/app");
        }
    }

    @Test
    void followsPagesOfTagsOnTheSameHostOnly() {
        try (FakeRegistry server = new FakeRegistry(exchange -> {
                    boolean first = exchange.getRequestURI().getQuery().equals("n=1000");
                    if (first) {
                        exchange.getResponseHeaders()
                                .add("Link", "<http://evil.example/v2/app/tags/list?last=b&n=2>; rel=\"next\"");
                    }
                    FakeRegistry.reply(exchange, 200, first ? "{\"tags\":[\"a\",\"b\"]}" : "{\"tags\":[\"c\"]}");
                });
                RegistryClient client = client(CredentialStore.none())) {
            assertThat(Answers.await(client.tags(server.repository("app")))).containsExactly("a", "b", "c");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void refusesAManifestThatIsNotTheOneOfItsDigest() {
        String digest = "sha256:" + "0".repeat(64);
        try (FakeRegistry server = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 200, "{}"));
                RegistryClient client = client(CredentialStore.none())) {
            assertThatThrownBy(() -> Answers.await(client.manifest(server.repository("app"), digest)))
                    .isInstanceOf(RegistryErrorException.class)
                    .hasMessageContaining("not the one of digest " + digest);
        }
    }

    @Test
    void readingABlobWithOtherContentFails() {
        String digest = "sha256:" + "0".repeat(64);
        try (FakeRegistry server = new FakeRegistry(exchange -> FakeRegistry.reply(exchange, 200, "lie"));
                RegistryClient client = client(CredentialStore.none());
                InputStream stream = Answers.await(client.blob(server.repository("app"), digest))) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(digest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<CompletableFuture<Optional<String>>> heads(
            RegistryClient client, FakeRegistry server, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> client.digest(new ImageName(server.repository("app"), "t" + i)))
                .toList();
    }

    private static RegistryClient client(CredentialStore store) {
        return new RegistryClient(QUICK, store, Clock.systemUTC());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the requests did not come at once", e);
        }
    }

    @Test
    void goesThroughAProxyWithItsOwnCredentials() {
        List<String> logins = new CopyOnWriteArrayList<>();
        try (FakeRegistry proxy = new FakeRegistry(exchange -> {
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
            FakeRegistry.reply(exchange, 404, "");
        })) {
            assertThat(digestThrough("http://me:pass@" + proxy.host())).isEmpty();
            assertThat(proxy.requests())
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.uri()).isEqualTo("http://reg.example:5000/v2/team/app/manifests/x"));
            assertThat(logins).containsExactly("Basic bWU6cGFzcw==");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:pass@127.0.0.1:1, 'through the proxy http://127.0.0.1:1: '",
        "socks5://127.0.0.1:1, only proxies of the form http://HOST:PORT can be used"
    })
    void aProxyThatCannotBeUsedIsNamed(String proxy, String problem) {
        assertThatThrownBy(() -> digestThrough(proxy))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("cannot reach reg.example:5000")
                .hasMessageContaining(problem)
                .hasMessageNotContaining("pass");
    }

    private static Optional<String> digestThrough(String proxy) {
        RegistrySettings settings =
                QUICK.withPlainHttp(Set.of("reg.example:5000")).withProxies(server -> Optional.of(URI.create(proxy)));
        try (RegistryClient client = new RegistryClient(settings, CredentialStore.none(), Clock.systemUTC())) {
            return Answers.await(client.digest(new ImageName(new Repository("reg.example:5000", "team/app"), "x")));
        }
    }
}
