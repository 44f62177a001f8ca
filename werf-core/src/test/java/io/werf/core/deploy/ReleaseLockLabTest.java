package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@NeedsLab(NeedsLab.Server.KUBERNETES)
class ReleaseLockLabTest {

    private static final String NAMESPACE = Lab.uniqueName("lock");

    private static KubeClient kube;

    @BeforeAll
    static void connect() {
        kube = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
        TargetNamespace.ensure(kube, NAMESPACE, LabRelease.TIMEOUT, EventSink.none(), Clock.systemUTC());
    }

    @AfterAll
    static void disconnect() {
        kube.delete(new ResourceId("", "v1", "Namespace", "", NAMESPACE), "Background");
        kube.close();
    }

    private static ReleaseLock lock(String release, String holder, Duration patience, EventSink events) {
        return ReleaseLock.acquire(kube, release, NAMESPACE, holder, patience, Clock.systemUTC(), events);
    }

    private static ResourceId lease(String release) {
        return new ResourceId("coordination.k8s.io", "v1", "Lease", NAMESPACE, "werf-release-" + release);
    }

    @Test
    void theSecondWaitsUntilTheFirstIsDone() throws Exception {
        CompletableFuture<Void> waits = new CompletableFuture<>();
        ReleaseLock first = lock("a", "one", Duration.ofSeconds(5), EventSink.none());

        CompletableFuture<ReleaseLock> second =
                CompletableFuture.supplyAsync(() -> lock("a", "two", Duration.ofSeconds(120), event -> {
                    if (event instanceof Event.Notice notice && notice.message().contains("one")) {
                        waits.complete(null);
                    }
                }));
        waits.get(60, TimeUnit.SECONDS);
        assertThat(second).isNotDone();
        first.close();

        second.get(60, TimeUnit.SECONDS).close();
        assertThat(kube.get(lease("a"))).isEmpty();
    }

    @Test
    void givesUpWhenPatienceEnds() {
        try (ReleaseLock held = lock("b", "one", Duration.ofSeconds(5), EventSink.none())) {
            assertThat(held.lost()).isNotDone();
            assertThatThrownBy(() -> lock("b", "two", Duration.ofMillis(300), EventSink.none()))
                    .isInstanceOfSatisfying(
                            LockTimeoutException.class,
                            e -> assertThat(e.holder()).isEqualTo("one"))
                    .hasMessageMatching("release b is being changed by one \\(since 20[^ ]+Z,"
                            + " expires at 20[^ ]+Z unless it is renewed\\); waited 0 s");
        }
    }

    @Test
    void takesOverFromTheDead() {
        kube.create(new io.werf.core.kube.KubeObject(Map.of(
                "apiVersion",
                "coordination.k8s.io/v1",
                "kind",
                "Lease",
                "metadata",
                Map.of("name", lease("c").name(), "namespace", NAMESPACE),
                "spec",
                Map.of(
                        "holderIdentity",
                        "dead",
                        "leaseDurationSeconds",
                        1L,
                        "renewTime",
                        Instant.now().plusSeconds(20).toString().replaceAll("(\\.\\d{3})?\\d*Z", ".000000Z")))));

        try (ReleaseLock lock = lock("c", "two", Duration.ofSeconds(60), EventSink.none())) {
            assertThat(lock.lost()).isNotDone();
        }
    }

    @Test
    void knowsWhenItIsLost() throws Exception {
        try (ReleaseLock lock = lock("d", "one", Duration.ofSeconds(5), EventSink.none())) {
            kube.delete(lease("d"), "Background");

            assertThat(lock.lost().get(60, TimeUnit.SECONDS)).isInstanceOf(LockLostException.class);
        }
    }

    @Test
    void aRenewalThatMeetsItselfIsNoLoss() throws Exception {
        CompletableFuture<Void> renewedTwice = new CompletableFuture<>();
        AtomicInteger renewals = new AtomicInteger();
        AtomicReference<KubeClient> view = new AtomicReference<>();
        view.set((KubeClient) Proxy.newProxyInstance(
                KubeClient.class.getClassLoader(), new Class<?>[] {KubeClient.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("within")) {
                        return view.get();
                    }
                    Object answer = method.invoke(kube, arguments);
                    if (method.getName().equals("replace")) {
                        if (renewals.incrementAndGet() == 1) { // the answer is lost, the repetition refused
                            throw new KubeApiException("update", "Lease", 409, "Conflict", "modified", List.of());
                        }
                        renewedTwice.complete(null);
                    }
                    return answer;
                }));
        try (ReleaseLock lock = ReleaseLock.acquire(
                view.get(), "e", NAMESPACE, "one", Duration.ofSeconds(5), Clock.systemUTC(), EventSink.none())) {
            renewedTwice.get(60, TimeUnit.SECONDS);

            assertThat(lock.lost()).isNotDone();
        }
        assertThat(kube.get(lease("e"))).isEmpty();
    }
}
