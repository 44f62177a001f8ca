package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.HeardEvents;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class PodLogsLabTest {

    private static final int TEN_MEGABYTES = 10 << 20;

    private final LabNamespace lab = new LabNamespace();
    private final HeardEvents events = new HeardEvents();
    private final RolloutTracker tracker = new RolloutTracker(lab.kube, this::take, Clock.systemUTC(), Lab.TRACKING);
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile long longLine;

    /** Long lines are only measured, many only counted. */
    private void take(Event event) {
        if (event instanceof Event.PodLog log && log.line().matches("\\d+")) {
            numbers.incrementAndGet();
            return;
        }
        if (event instanceof Event.PodLog log && log.line().startsWith("xxxx")) {
            longLine += log.line().length();
        } else {
            events.accept(event);
        }
    }

    @AfterEach
    void cleanUp() {
        tracker.close();
        lab.close();
    }

    @Test
    void annotationsChooseTheLines() throws Exception {
        KubeObject job = lab.job("migrate", "echo DEBUG order; echo INFO order; echo INFO other; echo ERROR order");
        annotate(job, Map.of("log-regex-skip", "^DEBUG", "log-regex-for-app", "order"));
        track(job).get();

        KubeObject quiet = lab.job("quiet", "echo secret noise");
        annotate(quiet, Map.of("skip-logs-for-containers", "app"));
        track(quiet).get();

        assertThat(lines()).containsExactly("INFO order", "ERROR order");
    }

    @Test
    void aLineOfTenMegabytesIsShownInPartsAndTheLinesAfterItToo() throws Exception {
        String script = "head -c " + TEN_MEGABYTES + " /dev/zero | tr '\\\\000' x; echo; echo after";

        track(lab.job("long", script)).get();

        assertThat(lines()).containsExactly("after");
        // The runtime cuts long lines itself, and Kubernetes 1.20 writes the time before each piece.
        assertThat(longLine).isBetween((long) TEN_MEGABYTES, TEN_MEGABYTES + TEN_MEGABYTES / 100L);
    }

    @Test
    void noLineOfACompletedJobIsLostHoweverManyThereAre() throws Exception {
        track(lab.job("many", "seq 1 100000")).get();

        assertThat(numbers).hasValue(100_000);
    }

    @Test
    void theLogOfACompletedJobMayComeLate() throws Exception {
        KubeObject job = lab.kube.apply(lab.job("late", "echo late"), false);
        lab.kube.beforeLines(() -> {
            lab.kube
                    .await(
                            job.id(),
                            live -> Tree.integer(live.orElseThrow().body(), "status", "succeeded")
                                    .isPresent())
                    .join();
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 3, TimeUnit.SECONDS)
                    .join();
        });

        tracker.track(job, Optional.empty()).get();

        assertThat(lines()).containsExactly("late");
    }

    /** The asked one gets ready never, since the cluster writes its events when it has time for them. */
    @Test
    void eventsOfTheClusterAreShownOnRequest() throws Exception {
        KubeObject asked = lab.deployment("asked", 1, "exec tail -f /dev/null", LabNamespace.NEVER_READY);
        annotate(asked, Map.of("show-service-messages", "true"));
        track(lab.deployment("silent", 1, "exec tail -f /dev/null", "")).get();
        CompletableFuture<Void> tracked = track(asked);

        for (String reason : List.of("ScalingReplicaSet", "Scheduled", "Created")) {
            events.await(event ->
                    event instanceof Event.ClusterEvent shown && shown.reason().equals(reason));
        }
        assertThat(events.of(Event.ClusterEvent.class))
                .extracting(Event.ClusterEvent::resource)
                .allMatch(resource -> resource.equals("Deployment/asked") || resource.startsWith("Pod/asked-"));
        assertThat(tracked).isNotDone();
    }

    private static void annotate(KubeObject object, Map<String, String> annotations) {
        annotations.forEach((name, value) ->
                Tree.mapForWriting(object.body(), "metadata", "annotations").put("werf.io/" + name, value));
    }

    private CompletableFuture<Void> track(KubeObject object) {
        return tracker.track(lab.kube.apply(object, false), Optional.empty());
    }

    private List<String> lines() {
        return events.of(Event.PodLog.class).stream().map(Event.PodLog::line).toList();
    }
}
