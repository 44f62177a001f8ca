package io.werf.core.kube;

import static io.werf.core.kube.ScriptedServer.broken;
import static io.werf.core.kube.ScriptedServer.json;
import static io.werf.core.kube.ScriptedServer.lines;
import static io.werf.core.kube.ScriptedServer.retryAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.kube.KubeClient.Selector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpKubeClientTest {

    private static final ApiResource CONFIG_MAPS =
            new ApiResource("", "v1", "ConfigMap", "configmaps", true, Set.of("list"));
    private static final String CORE = "{\"resources\":[{\"name\":\"configmaps\",\"kind\":\"ConfigMap\","
            + "\"namespaced\":true,\"verbs\":[\"get\"]},{\"name\":\"pods/log\",\"kind\":\"Pod\",\"namespaced\":true}]}";

    private final ScriptedServer server = new ScriptedServer();
    private final KubeClient client = KubeClients.connect(server.uri());

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aGroupVersionIsAskedForOnceAndSubresourcesAreNoKinds() {
        server.then(json(200, CORE));

        assertThat(client.resource("", "v1", "ConfigMap").path("a/b", ".."))
                .isEqualTo("/api/v1/namespaces/a%2Fb/configmaps/%2E%2E");
        assertThatThrownBy(() -> client.resource("", "v1", "Pod")).isInstanceOf(UnknownKindException.class);
        assertThat(server.requests).containsExactly("GET /api/v1");
    }

    @Test
    void kindsAreThoseOfSubresourcesToo() {
        server.then(json(200, CORE.replace("\"kind\":\"Pod\"", "\"kind\":\"Scale\"")))
                .then(json(404, "{}"));

        assertThat(client.kinds("v1")).containsExactly("ConfigMap", "Scale");
        assertThat(client.kinds("none/v1")).isEmpty();
        assertThat(client.kinds("none/v1")).isEmpty();
        assertThat(server.requests).containsExactly("GET /api/v1", "GET /apis/none/v1");
    }

    @Test
    void aggregatedDiscoveryNeedsTwoRequestsForEverything() {
        server.then(json(
                        200,
                        "{\"kind\":\"APIGroupDiscoveryList\",\"items\":[{\"metadata\":{},\"versions\":["
                                + "{\"version\":\"v1\",\"resources\":[{\"resource\":\"pods\",\"responseKind\":{\"kind\":\"Pod\"},"
                                + "\"scope\":\"Namespaced\",\"verbs\":[\"list\"]}]}]}]}"))
                .then(json(
                        200,
                        "{\"items\":[{\"metadata\":{\"name\":\"apps\"},\"versions\":[{\"version\":\"v1\","
                                + "\"resources\":[]}]}]}"));

        assertThat(client.apiVersions()).containsExactly("v1", "apps/v1");
        assertThat(client.resource("", "v1", "Pod"))
                .isEqualTo(new ApiResource("", "v1", "Pod", "pods", true, Set.of("list")));
        assertThat(server.requests).containsExactly("GET /api", "GET /apis");
        assertThat(server.accepted)
                .allSatisfy(
                        types -> assertThat(types)
                                .matches(
                                        ".*;v=v2;as=APIGroupDiscoveryList,.*;v=v2beta1;as=APIGroupDiscoveryList,application/json"));
    }

    @Test
    void listsAllPagesAndStartsAgainWhenTheyExpired() {
        server.then(json(200, page("a", "next")))
                .then(json(410, "{\"reason\":\"Expired\"}"))
                .then(json(
                        200,
                        "{\"metadata\":{\"resourceVersion\":\"9\"},\"items\":[" + map("a", "1") + "," + map("b", "2")
                                + "]}"));

        KubeClient.ObjectList list = client.list(CONFIG_MAPS, "ns", Selector.labels("x=y"));

        assertThat(list.resourceVersion()).isEqualTo("9");
        assertThat(list.items()).extracting(item -> item.id().toString()).containsExactly("ConfigMap/a", "ConfigMap/b");
        assertThat(server.requests)
                .containsExactly(
                        "GET /api/v1/namespaces/ns/configmaps?labelSelector=x%3Dy&limit=500",
                        "GET /api/v1/namespaces/ns/configmaps?labelSelector=x%3Dy&limit=500&continue=next",
                        "GET /api/v1/namespaces/ns/configmaps?labelSelector=x%3Dy");
    }

    @Test
    void comesBackWhenTheServerIsBusyOrBrokeTheConnection() {
        server.then(json(200, CORE))
                .then(retryAfter(429, 0))
                .then(retryAfter(503, 0))
                .then(broken())
                .then(json(200, map("a", "1")));

        assertThat(client.get(id())).isPresent();
        assertThat(server.requests).hasSize(5);
    }

    @Test
    void aSchemaErrorThatOldServersReportAs500IsNotRepeated() {
        server.then(json(200, CORE))
                .then(json(500, "{\"message\":\"failed to create typed patch object\",\"code\":500}"));

        assertThatThrownBy(() -> client.apply(
                        new KubeObject(Map.of(
                                "apiVersion",
                                "v1",
                                "kind",
                                "ConfigMap",
                                "metadata",
                                Map.of("namespace", "ns", "name", "a"))),
                        true))
                .isInstanceOf(KubeApiException.class)
                .hasMessageContaining("ConfigMap/a in namespace ns (500): failed to create typed patch object");
        assertThat(server.requests)
                .containsExactly(
                        "GET /api/v1",
                        "PATCH /api/v1/namespaces/ns/configmaps/a?fieldManager=helm&force=true&dryRun=All");
    }

    @Test
    void aWatchListsAgainWhenItsVersionIsForgottenAndTellsWhatChangedMeanwhile() throws InterruptedException {
        server.then(json(
                        200,
                        "{\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[" + map("a", "1") + "," + map("b", "2")
                                + "]}"))
                .then(lines(List.of("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"6\"}}}")))
                .then(lines(List.of("{\"type\":\"ERROR\",\"object\":{\"code\":410,\"reason\":\"Expired\"}}")))
                .then(json(
                        200,
                        "{\"metadata\":{\"resourceVersion\":\"20\"},\"items\":[" + map("b", "19") + "," + map("c", "18")
                                + "]}"));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();

        KubeClient.Watch watch = client.watch(
                CONFIG_MAPS,
                "ns",
                Selector.ALL,
                event -> events.add(event.type() + " " + event.object().id().name()));

        for (String expected : List.of("ADDED a", "ADDED b", "MODIFIED b", "ADDED c", "DELETED a")) {
            assertThat(events.poll(60, TimeUnit.SECONDS)).isEqualTo(expected);
        }
        watch.close();
        assertThat(server.requests).anySatisfy(request -> assertThat(request).contains("resourceVersion=6"));
    }

    @Test
    void aRefusedWatchIsTheCallersError() {
        server.then(json(403, "{\"reason\":\"Forbidden\",\"message\":\"no\"}"));

        assertThatThrownBy(() -> client.watch(CONFIG_MAPS, "ns", Selector.ALL, event -> {}))
                .isInstanceOfSatisfying(
                        KubeApiException.class, e -> assertThat(e.isForbidden()).isTrue());
    }

    @Test
    void aLogGoesOnAfterABreakWithoutRepeatingLinesAndLongLinesComeInParts() throws InterruptedException {
        String first = "2026-01-01T00:00:01.5Z one";
        String twin = "2026-01-01T00:00:01.5Z twin";
        String longLine = "2026-01-01T00:00:02Z " + "x".repeat(100_000);
        server.then(json(400, "{\"message\":\"container \\\"c\\\" is waiting to start: ContainerCreating\"}"))
                .then(exchange -> {
                    byte[] part = (first + "\n").getBytes();
                    exchange.sendResponseHeaders(200, 10_000); // promises more than it sends
                    exchange.getResponseBody().write(part);
                    exchange.getResponseBody().flush();
                    throw new java.io.IOException("breaks the connection");
                })
                .then(lines(List.of(first, twin, longLine)));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        client.followLog("ns", "pod", "c", Instant.EPOCH, seen::add, () -> seen.add("END"));

        assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("twin");
        String begin = seen.poll(60, TimeUnit.SECONDS);
        String rest = seen.poll(60, TimeUnit.SECONDS);
        assertThat(begin.length() + rest.length()).isEqualTo(100_000);
        assertThat(begin.length()).isLessThanOrEqualTo(64 * 1024);
        assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo("END");
    }

    @Test
    void aLogThatIsFollowedNoMoreIsReadUpToNow() throws InterruptedException {
        CountDownLatch following = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        String first = "2026-01-01T00:00:01.5Z one";
        server.then(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write((first + "\n").getBytes());
                    exchange.getResponseBody().flush();
                    following.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .then(lines(List.of(first, "2026-01-01T00:00:01.7Z two")));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        KubeClient.LogStream log = client.followLog("ns", "pod", "c", Instant.EPOCH, seen::add, () -> seen.add("END"));
        following.await();
        log.finish();

        for (String line : List.of("one", "two", "END")) {
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(line);
        }
        assertThat(server.requests)
                .satisfiesExactly(
                        follow -> assertThat(follow).contains("follow=true"),
                        rest -> assertThat(rest).doesNotContain("follow").contains("sinceTime"));
        over.countDown();
    }

    /** The server sends nothing at all, not even headers, before the first line. */
    @Test
    void aLogWithoutALineIsFollowedNoMoreToo() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        server.then(exchange -> {
                    asked.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .then(lines(List.of()));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        KubeClient.LogStream log = client.followLog("ns", "pod", "c", Instant.EPOCH, seen::add, () -> seen.add("END"));
        asked.await();
        log.finish();

        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("END");
        over.countDown();
    }

    @Test
    void aLineThatIsALittleOlderThanTheOneBeforeIsNotLost() throws InterruptedException {
        server.then(lines(List.of(
                "2026-01-01T00:00:01.1Z too old",
                "2026-01-01T00:00:01.5Z out",
                "2026-01-01T00:00:01.4Z err",
                "2026-01-01T00:00:01.6Z end")));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        client.followLog("ns", "pod", "c", Instant.parse("2026-01-01T00:00:01.2Z"), seen::add, () -> seen.add("END"));

        for (String line : List.of("out", "err", "end", "END")) {
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(line);
        }
    }

    @Test
    void anAnswerThatStopsInTheMiddleIsGivenUp() {
        CountDownLatch over = new CountDownLatch(1);
        server.then(json(200, CORE)).then(exchange -> {
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        client.resource("", "v1", "ConfigMap");

        assertThatThrownBy(() -> client.within(Duration.ofMillis(300)).get(id()))
                .isInstanceOf(KubeConnectionException.class)
                .hasMessageContaining("did not answer in time");
        over.countDown();
    }

    @Test
    void nothingIsSentOnceStopped() {
        AtomicBoolean stopped = new AtomicBoolean();
        server.then(json(200, CORE)).then(exchange -> {
            stopped.set(true);
            retryAfter(503, 0).to(exchange);
        });

        assertThatThrownBy(() -> client.until(stopped::get).get(id())).isInstanceOf(CancellationException.class);
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void aWatchOutlivesAListenerThatThrows() throws InterruptedException {
        server.then(json(
                200,
                "{\"metadata\":{\"resourceVersion\":\"5\"},\"items\":[" + map("a", "1") + "," + map("b", "2") + "]}"));
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        KubeClient.Watch watch = client.watch(CONFIG_MAPS, "ns", Selector.ALL, event -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> seen.add(e.getMessage()));
            seen.add(event.object().id().name());
            throw new IllegalStateException("defect");
        });

        for (String expected : List.of("a", "defect", "b", "defect")) {
            assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(expected);
        }
        watch.close();
    }

    @Test
    void aDeletionOfAnObjectLeavesItsSuccessorAlone() {
        server.then(json(200, CORE))
                .then(json(
                        409,
                        "{\"message\":\"the UID in the precondition (1) does not match the UID in record (2). UID in"
                                + " precondition: 1, UID in object meta: 2\"}"));

        client.delete(
                new KubeObject(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("namespace", "ns", "name", "a", "uid", "1"))),
                "Background");

        assertThat(server.requests).contains("DELETE /api/v1/namespaces/ns/configmaps/a");
    }

    @Test
    void closingEndsACallThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        server.then(exchange -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CompletableFuture<String> call = CompletableFuture.supplyAsync(client::version);
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        over.countDown();
    }

    @Test
    void neverMoreThanThirtyRequestsAreInFlight() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(30);
        for (int i = 0; i < 60; i++) {
            server.then(exchange -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                full.countDown();
                try {
                    full.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                now.decrementAndGet();
                json(200, "{\"items\":[]}").to(exchange);
            });
        }
        ExecutorService callers = Executors.newFixedThreadPool(60);
        try {
            List<Future<KubeClient.ObjectList>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                calls.add(callers.submit(() -> client.list(CONFIG_MAPS, "ns", Selector.ALL)));
            }
            for (Future<KubeClient.ObjectList> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).items()).isEmpty();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(most).hasValue(30);
    }

    @Test
    void anUnreachableServerIsToldAtOnceWithItsAddress() {
        try (KubeClient nobody = KubeClients.connect(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(nobody::version)
                    .isInstanceOf(KubeConnectionException.class)
                    .hasMessageContaining("http://127.0.0.1:1");
        }
    }

    private static ResourceId id() {
        return new ResourceId("", "v1", "ConfigMap", "ns", "a");
    }

    private static String page(String name, String next) {
        return "{\"metadata\":{\"resourceVersion\":\"5\",\"continue\":\"" + next + "\"},\"items\":[" + map(name, "1")
                + "]}";
    }

    private static String map(String name, String version) {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"u-" + name + "\",\"resourceVersion\":\"" + version
                + "\"}}";
    }
}
