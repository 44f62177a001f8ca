package io.werf.core.registry.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.werf.core.net.Proxies;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.FakeRegistry;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocols of the vendors, against servers that speak them. */
class RemoverTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final List<String> TAGS = List.of("one", "two");
    private static final String UNKNOWN = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"unknown\"}]}";

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    private final RegistryClient registry = new RegistryClient(
            new RegistrySettings(
                    Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 2, Duration.ZERO, Proxies.none()),
            CredentialStore.none(),
            clock);
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final List<String> secrets = new ArrayList<>();
    private FakeRegistry server;

    @AfterEach
    void close() {
        registry.close();
        server.close();
    }

    private void serve(FakeRegistry.Answer answer) {
        server = new FakeRegistry(exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (!body.isEmpty()) {
                bodies.add(body);
            }
            answer.to(exchange);
        });
    }

    private VendorApi api(Vendor vendor, Repository repository) {
        return new VendorApi(
                registry, repository, vendor, URI.create("http://" + server.host() + "/"), List.of("a file"));
    }

    private ImageRemover remover(Vendor vendor) {
        VendorSettings settings = new VendorSettings(Optional.of(vendor), Map.of());
        return new ImageRemovers(registry, CredentialStore.none(), settings, Map.of(), Path.of(""), clock, secrets::add)
                .of(server.repository("team/shop"));
    }

    private List<String> asked() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.uri())
                .toList();
    }

    private static boolean is(HttpExchange exchange, String method, String path) {
        return exchange.getRequestMethod().equals(method)
                && exchange.getRequestURI().toString().equals(path);
    }

    private static void unknown(HttpExchange exchange) throws IOException {
        FakeRegistry.reply(exchange, 404, UNKNOWN);
    }

    @Test
    void theDistributionApiDeletesByDigest() {
        serve(exchange ->
                FakeRegistry.reply(exchange, exchange.getRequestURI().toString().endsWith(DIGEST) ? 202 : 404, ""));
        ImageRemover remover = remover(Vendor.DEFAULT);
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(asked())
                .containsExactly(
                        "DELETE /v2/team/shop/manifests/" + ManifestRemover.NOWHERE,
                        "DELETE /v2/team/shop/manifests/" + DIGEST);
    }

    @Test
    void aRegistryThatRefusesIsQuotedWithTheRightThatIsMissing() {
        serve(exchange -> FakeRegistry.reply(exchange, 403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));
        assertThatThrownBy(() -> Answers.await(remover(Vendor.ACR).probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("DENIED; it takes the role AcrDelete");
    }

    @Test
    void googleLosesTheTagsBeforeTheManifest() {
        serve(exchange -> FakeRegistry.reply(exchange, 202, ""));
        Answers.await(remover(Vendor.GCR).remove(DIGEST, TAGS));
        assertThat(asked())
                .containsExactly(
                        "DELETE /v2/team/shop/manifests/one",
                        "DELETE /v2/team/shop/manifests/two",
                        "DELETE /v2/team/shop/manifests/" + DIGEST);
    }

    @Test
    void aTagThatCannotBeDeletedKeepsTheManifest() {
        serve(exchange ->
                FakeRegistry.reply(exchange, is(exchange, "DELETE", "/v2/team/shop/manifests/two") ? 400 : 202, ""));
        assertThatThrownBy(() -> Answers.await(remover(Vendor.GCR).remove(DIGEST, TAGS)))
                .isInstanceOf(RegistryErrorException.class);
        assertThat(asked()).doesNotContain("DELETE /v2/team/shop/manifests/" + DIGEST);
    }

    @Test
    void artifactoryIsAskedForTagsOnly() {
        serve(RemoverTest::unknown);
        ImageRemover remover = remover(Vendor.ARTIFACTORY);
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isFalse();
        assertThat(asked())
                .containsExactly(
                        "DELETE /v2/team/shop/manifests/" + EachTag.NOWHERE,
                        "DELETE /v2/team/shop/manifests/one",
                        "DELETE /v2/team/shop/manifests/two");
    }

    @Test
    void gitLabDeletesByTheRouteThatItsProbeHasFound() {
        serve(exchange -> {
            if (exchange.getRequestURI().getPath().contains("/tags/reference/")) {
                FakeRegistry.reply(exchange, 202, "");
            } else {
                FakeRegistry.reply(exchange, 400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
            }
        });
        ImageRemover remover = remover(Vendor.GITLAB);
        Answers.await(remover.probe());
        Answers.await(remover.remove(DIGEST, TAGS));
        assertThat(asked())
                .containsExactly(
                        "DELETE /v2/team/shop/manifests/" + EachTag.NOWHERE,
                        "DELETE /v2/team/shop/tags/reference/" + EachTag.NOWHERE,
                        "DELETE /v2/team/shop/tags/reference/one",
                        "DELETE /v2/team/shop/tags/reference/two");
    }

    @Test
    void gitLabWithoutARouteForTagsDeletesByDigest() {
        serve(exchange -> {
            if (exchange.getRequestURI().getPath().contains("sha256:")) {
                unknown(exchange);
            } else {
                FakeRegistry.reply(exchange, 404, "404 page not found");
            }
        });
        ImageRemover remover = remover(Vendor.GITLAB);
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isFalse();
        assertThat(asked()).endsWith("DELETE /v2/team/shop/manifests/" + DIGEST).hasSize(4);
    }

    @Test
    void gitLabIsAskedForEveryActionWhenATokenForDeletionIsNotGiven() {
        serve(exchange -> {
            String uri = exchange.getRequestURI().toString();
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (uri.startsWith("/token")) {
                FakeRegistry.reply(
                        exchange,
                        200,
                        "{\"token\":\"" + (uri.endsWith("%3A*") || uri.endsWith(":*") ? "all" : "some") + "\"}");
            } else if ("Bearer all".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                unknown(exchange);
            } else {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"http://" + host + "/token\"");
                FakeRegistry.reply(exchange, 401, "");
            }
        });
        Answers.await(remover(Vendor.GITLAB).probe());
        assertThat(server.requests())
                .last()
                .satisfies(last -> assertThat(last.authorization()).isEqualTo("Bearer all"));
    }

    @Test
    void gitLabThatGivesNoRightDeletesNothing() {
        serve(exchange -> FakeRegistry.reply(exchange, 403, ""));
        assertThatThrownBy(() -> Answers.await(remover(Vendor.GITLAB).probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("CI_JOB_TOKEN");
        assertThat(asked()).allSatisfy(request -> assertThat(request).endsWith(EachTag.NOWHERE));
    }

    @Test
    void harborDeletesArtifactsAsTheRobot() {
        serve(exchange ->
                FakeRegistry.reply(exchange, exchange.getRequestURI().toString().endsWith(DIGEST) ? 200 : 404, ""));
        ImageRemover remover = new HarborRemover(
                api(Vendor.HARBOR, server.repository("team/shop/web")), new Credentials("robot$ci", "secret"));
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(asked())
                .last()
                .isEqualTo("DELETE /api/v2.0/projects/team/repositories/shop%252Fweb/artifacts/" + DIGEST);
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Basic cm9ib3QkY2k6c2VjcmV0"));
    }

    @Test
    void harborSaysWhatARobotLacks() {
        serve(exchange ->
                FakeRegistry.reply(exchange, 403, "{\"errors\":[{\"code\":\"FORBIDDEN\",\"message\":\"no\"}]}"));
        ImageRemover remover =
                new HarborRemover(api(Vendor.HARBOR, server.repository("team/shop")), new Credentials("u", "secret"));
        assertThatThrownBy(() -> Answers.await(remover.probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("FORBIDDEN: no; it takes the permission to delete artifacts")
                .hasMessageContaining("a file")
                .hasMessageNotContaining("secret");
    }

    @Test
    void quayDeletesTagsWithItsToken() {
        serve(exchange ->
                FakeRegistry.reply(exchange, exchange.getRequestURI().getPath().endsWith("/one") ? 204 : 404, ""));
        ImageRemover remover = new QuayRemover(api(Vendor.QUAY, server.repository("team/shop")), "oauth");
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(asked())
                .containsExactly(
                        "DELETE /api/v1/repository/team/shop/tag/" + EachTag.NOWHERE,
                        "DELETE /api/v1/repository/team/shop/tag/one",
                        "DELETE /api/v1/repository/team/shop/tag/two");
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer oauth"));
    }

    @Test
    void dockerHubLogsInOnceAndAgainWhenTheTokenHasExpired() {
        AtomicInteger logins = new AtomicInteger();
        serve(exchange -> {
            if (is(exchange, "POST", "/v2/auth/token")) {
                FakeRegistry.reply(exchange, 200, "{\"access_token\":\"jwt" + logins.incrementAndGet() + "\"}");
            } else {
                boolean expired =
                        "Bearer jwt1".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                                && exchange.getRequestURI().getPath().endsWith("/two/");
                FakeRegistry.reply(exchange, expired ? 401 : 204, "");
            }
        });
        ImageRemover remover = new DockerHubRemover(
                api(Vendor.DOCKERHUB, server.repository("team/shop")), new Credentials("me", "pat"), secrets::add);
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(asked())
                .containsExactly(
                        "POST /v2/auth/token",
                        "DELETE /v2/repositories/team/shop/tags/" + EachTag.NOWHERE + "/",
                        "DELETE /v2/repositories/team/shop/tags/one/",
                        "DELETE /v2/repositories/team/shop/tags/two/",
                        "POST /v2/auth/token",
                        "DELETE /v2/repositories/team/shop/tags/two/");
        assertThat(bodies.poll()).contains("\"identifier\":\"me\"", "\"secret\":\"pat\"");
        assertThat(secrets).containsExactly("jwt1", "jwt2");
    }

    @Test
    void dockerHubThatRefusesTheLoginOrTheRightIsQuoted() {
        serve(exchange -> FakeRegistry.reply(
                exchange,
                exchange.getRequestMethod().equals("POST") ? 200 : 403,
                exchange.getRequestMethod().equals("POST")
                        ? "{\"access_token\":\"jwt\"}"
                        : "{\"detail\":\"read only\"}"));
        VendorApi api = api(Vendor.DOCKERHUB, server.repository("team/shop"));
        assertThatThrownBy(
                        () -> Answers.await(new DockerHubRemover(api, new Credentials("me", "pat"), s -> {}).probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("read only")
                .hasMessageContaining("Read, Write, Delete");
        server.close();
        serve(exchange -> FakeRegistry.reply(exchange, 401, "{\"message\":\"incorrect authentication credentials\"}"));
        VendorApi other = api(Vendor.DOCKERHUB, server.repository("team/shop"));
        assertThatThrownBy(
                        () -> Answers.await(new DockerHubRemover(other, new Credentials("me", "no"), s -> {}).probe()))
                .hasMessageContaining("incorrect authentication credentials");
        assertThat(asked()).containsExactly("POST /v2/auth/token");
    }

    @Test
    void aPauseThatAVendorAsksForIsKept() {
        AtomicInteger answers = new AtomicInteger();
        serve(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            FakeRegistry.reply(exchange, answers.getAndIncrement() == 0 ? 429 : 204, "");
        });
        ImageRemover remover = new DockerHubRemover(
                api(Vendor.DOCKERHUB, server.repository("team/shop")), new Credentials("", "jwt"), s -> {});
        assertThat(Answers.await(remover.remove(DIGEST, List.of("one")))).isTrue();
        assertThat(asked()).hasSize(2);
    }

    private GitHubRemover gitHub() {
        return new GitHubRemover(api(Vendor.GITHUB, server.repository("acme/shop/web")), "token");
    }

    private static String version(long id, String digest) {
        return "{\"id\":" + id + ",\"name\":\"" + digest + "\"}";
    }

    @Test
    void gitHubDeletesVersionsByTheNumbersOfItsList() {
        String digests = "sha256:%064x";
        StringBuilder full = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            full.append(i == 0 ? "" : ",").append(version(i + 1, String.format(digests, i)));
        }
        String versions = "/orgs/acme/packages/container/shop%2Fweb/versions";
        serve(exchange -> {
            String uri = exchange.getRequestURI().toString();
            if (uri.equals("/users/acme")) {
                FakeRegistry.reply(exchange, 200, "{\"type\":\"Organization\"}");
            } else if (uri.endsWith("&page=1")) {
                FakeRegistry.reply(exchange, 200, full + "]");
            } else if (uri.endsWith("&page=2")) {
                FakeRegistry.reply(exchange, 200, "[" + version(777, DIGEST) + "]");
            } else {
                FakeRegistry.reply(exchange, uri.endsWith("/0") ? 404 : 204, "");
            }
        });
        ImageRemover remover = gitHub();
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(Answers.await(remover.remove("sha256:" + "b".repeat(64), TAGS)))
                .isFalse();
        assertThat(asked())
                .containsExactly(
                        "GET /users/acme",
                        "GET " + versions + "?per_page=100&page=1",
                        "GET " + versions + "?per_page=100&page=2",
                        "DELETE " + versions + "/0",
                        "DELETE " + versions + "/777",
                        "GET " + versions + "?per_page=100&page=1");
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.authorization()).isEqualTo("Bearer token"));
    }

    @Test
    void gitHubTokensWithoutTheRightAreFoundOutByTheProbe() {
        serve(exchange -> {
            String uri = exchange.getRequestURI().toString();
            if (uri.equals("/users/acme")) {
                FakeRegistry.reply(exchange, 200, "{\"type\":\"User\"}");
            } else if (exchange.getRequestMethod().equals("GET")) {
                FakeRegistry.reply(exchange, 200, "[" + version(1, DIGEST) + "]");
            } else {
                FakeRegistry.reply(exchange, 403, "{\"message\":\"You need at least delete:packages scope\"}");
            }
        });
        assertThatThrownBy(() -> Answers.await(gitHub().probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("You need at least delete:packages scope; it takes a token with");
        assertThat(asked())
                .filteredOn(request -> request.startsWith("DELETE"))
                .containsExactly("DELETE /users/acme/packages/container/shop%2Fweb/versions/0");
    }

    @Test
    void whatGitHubHidesIsNotTakenForDeleted() {
        serve(exchange -> {
            String uri = exchange.getRequestURI().toString();
            String answer = uri.equals("/users/acme") ? "{}" : "[" + version(1, DIGEST) + "]";
            FakeRegistry.reply(exchange, exchange.getRequestMethod().equals("GET") ? 200 : 404, answer);
        });
        ImageRemover remover = gitHub();
        Answers.await(remover.probe());
        assertThatThrownBy(() -> Answers.await(remover.remove(DIGEST, TAGS)))
                .isInstanceOf(RegistryRefusedException.class);
    }

    @Test
    void gitHubsLimitIsNoRefusal() {
        serve(exchange -> {
            exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
            FakeRegistry.reply(exchange, 403, "{\"message\":\"API rate limit exceeded\"}");
        });
        assertThatThrownBy(() -> Answers.await(gitHub().probe()))
                .isInstanceOfSatisfying(
                        RegistryErrorException.class, e -> assertThat(e.code()).isEqualTo(429))
                .hasMessageContaining("API rate limit exceeded");
        assertThat(asked()).hasSize(2);
    }

    private EcrRemover ecr() {
        return new EcrRemover(
                api(Vendor.ECR, new Repository("123456789012.dkr.ecr.eu-central-1.amazonaws.com", "team/shop")),
                new AwsCredentials("AKID", "very secret", Optional.of("session")),
                clock);
    }

    @Test
    void amazonDeletesByDigestWithASignedRequest() {
        List<String> targets = new ArrayList<>();
        serve(exchange -> {
            targets.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
            FakeRegistry.reply(
                    exchange,
                    200,
                    targets.size() == 1
                            ? "{\"imageIds\":[],\"failures\":[{\"failureCode\":\"ImageNotFound\"}]}"
                            : "{\"imageIds\":[{\"imageTag\":\"one\"}],\"failures\":[]}");
        });
        ImageRemover remover = ecr();
        Answers.await(remover.probe());
        assertThat(Answers.await(remover.remove(DIGEST, TAGS))).isTrue();
        assertThat(asked()).containsExactly("POST /", "POST /");
        assertThat(bodies)
                .last()
                .asString()
                .contains("\"registryId\":\"123456789012\"", "\"repositoryName\":\"team/shop\"", DIGEST);
        assertThat(targets).containsOnly("AmazonEC2ContainerRegistry_V20150921.BatchDeleteImage session");
        assertThat(server.requests().get(0).authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-central-1/ecr/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=");
    }

    @Test
    void amazonsRefusalsAreTold() {
        serve(exchange -> FakeRegistry.reply(
                exchange, 400, "{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized to perform\"}"));
        assertThatThrownBy(() -> Answers.await(ecr().probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("not authorized to perform; it takes the permission ecr:BatchDeleteImage");
        server.close();
        serve(exchange -> FakeRegistry.reply(exchange, 400, "{\"__type\":\"ThrottlingException\"}"));
        assertThatThrownBy(() -> Answers.await(ecr().probe()))
                .isInstanceOfSatisfying(
                        RegistryErrorException.class, e -> assertThat(e.code()).isEqualTo(429));
        assertThat(asked()).hasSize(2);
        server.close();
        serve(
                exchange -> FakeRegistry.reply(
                        exchange,
                        200,
                        "{\"failures\":[{\"failureCode\":\"ImageReferencedByManifestList\",\"failureReason\":\"an index has it\"}]}"));
        assertThatThrownBy(() -> Answers.await(ecr().remove(DIGEST, TAGS)))
                .hasMessageContaining("ImageReferencedByManifestList: an index has it");
    }

    @Test
    void noSecretGoesOverPlainHttpToAnotherMachine() {
        serve(exchange -> FakeRegistry.reply(exchange, 204, ""));
        VendorApi api = new VendorApi(
                registry, server.repository("a/b"), Vendor.QUAY, URI.create("http://quay.example.com/"), List.of("x"));
        assertThatThrownBy(() -> Answers.await(new QuayRemover(api, "oauth").probe()))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("plain HTTP");
    }
}
