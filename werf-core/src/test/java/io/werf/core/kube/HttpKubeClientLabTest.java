package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class HttpKubeClientLabTest {

    private final KubeClient client =
            KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
    private final String namespace = Lab.uniqueName("kube");

    @BeforeEach
    void createNamespace() {
        client.apply(object("v1", "Namespace", "", namespace, Map.of()), false);
    }

    @AfterEach
    void deleteNamespace() {
        client.delete(new ResourceId("", "v1", "Namespace", "", namespace), "Background");
        client.close();
    }

    @Test
    void appliesReadsListsAndDeletes() {
        ResourceId id = new ResourceId("", "v1", "ConfigMap", namespace, "settings");
        assertThat(client.get(id)).isEmpty();
        KubeObject wanted = configMap("settings", "1");

        KubeObject dry = client.apply(wanted, true);
        assertThat(client.get(id)).isEmpty();
        assertThat(dry.body()).containsEntry("data", Map.of("a", "1"));

        KubeObject applied = client.apply(wanted, false);
        assertThat(applied.resourceVersion()).isNotEmpty();
        ApiResource kind = client.resource("", "v1", "ConfigMap");
        assertThat(client.list(kind, namespace, Selector.fields("metadata.name=settings"))
                        .items())
                .singleElement()
                .satisfies(item -> assertThat(item.id()).isEqualTo(id));
        assertThat(client.listMetadata(kind, namespace, Selector.ALL).items())
                .anySatisfy(item -> assertThat(item.id()).isEqualTo(id))
                .allSatisfy(item -> assertThat(item.body()).doesNotContainKey("data"));

        client.delete(id, "Foreground");
        client.delete(id, "Foreground");
        assertThat(client.awaitDeleted(id, Duration.ofSeconds(60))).isTrue();
    }

    @Test
    void watchTellsPresentObjectsAndChanges() throws InterruptedException {
        client.apply(configMap("one", "1"), false);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (KubeClient.Watch watch = client.watch(
                client.resource("", "v1", "ConfigMap"),
                namespace,
                Selector.fields("metadata.name=one"),
                event -> seen.add(event.type() + " " + event.object().body().get("data")))) {
            assertThat(watch).isNotNull();
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("ADDED {a=1}");
            client.apply(configMap("one", "2"), false);
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("MODIFIED {a=2}");
            client.delete(new ResourceId("", "v1", "ConfigMap", namespace, "one"), "Background");
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("DELETED {a=2}");
        }
    }

    @Test
    void followsTheLogOfAContainerToItsEnd() throws InterruptedException {
        ApiResource accounts = client.resource("", "v1", "ServiceAccount");
        CountDownLatch account = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        try (KubeClient.Watch first = client.watch(accounts, namespace, Selector.ALL, event -> account.countDown())) {
            assertThat(first).isNotNull();
            assertThat(account.await(60, TimeUnit.SECONDS)).isTrue();
        }
        Map<String, Object> container = Map.of(
                "name", "main", "image", Lab.baseImage(), "command", List.of("sh", "-c", "echo one; echo; echo two"));
        client.apply(
                object(
                        "v1",
                        "Pod",
                        namespace,
                        "talker",
                        Map.of("spec", Map.of("restartPolicy", "Never", "containers", List.of(container)))),
                false);
        try (KubeClient.Watch pods = client.watch(client.resource("", "v1", "Pod"), namespace, Selector.ALL, event -> {
            if (event.type() != WatchEvent.Type.DELETED
                    && event.object().body().toString().contains("terminated={")) {
                started.countDown();
            }
        })) {
            assertThat(pods).isNotNull();
            assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        }
        List<String> lines = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        try (KubeClient.Watch log =
                client.followLog(namespace, "talker", "main", Instant.EPOCH, lines::add, ended::countDown)) {
            assertThat(log).isNotNull();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(lines).containsExactly("one", "", "two");
        assertThat(client.lastLogLines(namespace, "talker", "main", 1, false)).containsExactly("two");
        assertThat(client.lastLogLines(namespace, "talker", "main", 1, true)).isEmpty();
    }

    @Test
    void refusalsCarryReasonAndAreNotRetried() {
        KubeObject broken = object("v1", "ConfigMap", namespace, "broken", Map.of("unknown", "x"));
        assertThatThrownBy(() -> client.apply(broken, true)).isInstanceOfSatisfying(KubeApiException.class, e -> {
            assertThat(e.verb()).isEqualTo("patch");
            assertThat(e.serverMessage()).contains("unknown");
        });
        assertThatThrownBy(() -> client.create(withoutName())).isInstanceOf(KubeApiException.class);
        assertThatThrownBy(() -> client.resource("nowhere.example", "v1", "Thing"))
                .isInstanceOf(UnknownKindException.class)
                .hasMessageContaining("nowhere.example/v1");
        client.create(configMap("twice", "1"));
        assertThatThrownBy(() -> client.create(configMap("twice", "1")))
                .isInstanceOfSatisfying(
                        KubeApiException.class, e -> assertThat(e.isConflict()).isTrue());
    }

    @Test
    void aServiceAccountWithoutRightsIsForbidden(@TempDir Path directory) throws Exception {
        client.create(object("v1", "ServiceAccount", namespace, "weak", Map.of()));
        KubeObject secret =
                object("v1", "Secret", namespace, "weak", Map.of("type", "kubernetes.io/service-account-token"));
        Tree.mapForWriting(secret.body(), "metadata")
                .put("annotations", Map.of("kubernetes.io/service-account.name", "weak"));
        client.create(secret);
        BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
        ApiResource secrets = client.resource("", "v1", "Secret");
        try (KubeClient.Watch watch = client.watch(
                secrets,
                namespace,
                Selector.fields("metadata.name=weak"),
                event -> Tree.string(event.object().body(), "data", "token").ifPresent(tokens::add))) {
            assertThat(watch).isNotNull();
            String encoded = tokens.poll(60, TimeUnit.SECONDS);
            assertThat(encoded).isNotNull();
            String token = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            Path file = Files.writeString(
                    directory.resolve("weak"),
                    "users: [{name: weak, user: {token: " + token + "}}]\n"
                            + "contexts: [{name: weak, context: {cluster: " + clusterName() + ", user: weak}}]\n");
            try (KubeClient weak =
                    KubeClients.connect(new KubeSettings(List.of(file, Lab.kubeConfig()), Optional.of("weak")))) {
                KubeApiException refusal = refusalOfKnown(() -> weak.list(secrets, namespace, Selector.ALL));
                assertThat(refusal.isForbidden()).isTrue();
                assertThat(refusal.reason()).isEqualTo("Forbidden");
                assertThat(refusal.serverMessage()).contains("system:serviceaccount:" + namespace + ":weak");
            }
        }
    }

    /** A new token may be unknown to the API server for a moment. */
    private static KubeApiException refusalOfKnown(ThrowingCallable call) {
        KubeApiException refusal;
        do {
            refusal = catchThrowableOfType(KubeApiException.class, call);
        } while (refusal.code() == 401);
        return refusal;
    }

    private static String clusterName() {
        KubeConfig config = KubeConfig.read(List.of(Lab.kubeConfig()));
        return config.contexts().get(config.currentContext().orElseThrow()).required("cluster");
    }

    @Test
    void theServersNameIsCheckedUnlessTheKubeconfigNamesAnother(@TempDir Path directory) throws Exception {
        Section cluster = KubeConfig.read(List.of(Lab.kubeConfig()))
                .choose(Optional.empty())
                .cluster();
        String rest = "certificate-authority-data: " + cluster.required("certificate-authority-data");

        assertThat(versionWith(directory, cluster, rest + ", tls-server-name: kubernetes.default.svc"))
                .startsWith("v");
        assertThatThrownBy(() -> versionWith(directory, cluster, rest + ", tls-server-name: other.example"))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining("other.example");
        assertThatThrownBy(() -> versionWith(directory, cluster, "tls-server-name: kubernetes.default.svc"))
                .isInstanceOf(KubeConnectionException.class);
        assertThat(versionWith(directory, cluster, "insecure-skip-tls-verify: true"))
                .startsWith("v");
    }

    private static String versionWith(Path directory, Section cluster, String settings) throws Exception {
        Path file = Files.writeString(
                directory.resolve("named"),
                "clusters: [{name: " + clusterName() + ", cluster: {server: \"" + cluster.required("server") + "\", "
                        + settings + "}}]\n");
        try (KubeClient other =
                KubeClients.connect(new KubeSettings(List.of(file, Lab.kubeConfig()), Optional.empty()))) {
            return other.version();
        }
    }

    @Test
    void anUnknownContextNamesThoseThereAre() {
        try (KubeClient other =
                KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.of("no-such")))) {
            assertThatThrownBy(other::version)
                    .isInstanceOf(KubeConnectionException.class)
                    .hasMessageContaining("\"no-such\"")
                    .hasMessageContaining("there are: ");
        }
    }

    private KubeObject withoutName() {
        return object("v1", "ConfigMap", namespace, "NOT VALID", Map.of());
    }

    private KubeObject configMap(String name, String value) {
        return object("v1", "ConfigMap", namespace, name, Map.of("data", Map.of("a", value)));
    }

    private static KubeObject object(
            String apiVersion, String kind, String namespace, String name, Map<String, Object> rest) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", name));
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        Map<String, Object> body =
                new LinkedHashMap<>(Map.of("apiVersion", apiVersion, "kind", kind, "metadata", metadata));
        body.putAll(rest);
        return new KubeObject(body);
    }
}
