package io.werf.core.track;

import static io.werf.core.track.LabNamespace.NEVER_READY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.HeardEvents;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class RolloutTrackerLabTest {

    private static final Optional<Location> PLACE = Optional.of(new Location(".helm/templates/x.yaml", 14, 0));
    private static final String SERVE = "httpd -p 8080 -h /tmp; echo serving; exec tail -f /dev/null";

    private final LabNamespace lab = new LabNamespace();
    private final CountingKube kube = lab.kube;
    private final HeardEvents events = new HeardEvents();
    private RolloutTracker tracker = new RolloutTracker(kube, events, Clock.systemUTC(), Lab.TRACKING);

    @AfterEach
    void cleanUp() {
        tracker.close();
        lab.close();
    }

    @Test
    void aDeploymentGetsReadyAndRollsOverToItsNewPods() throws Exception {
        KubeObject first = kube.apply(lab.deployment("web", 2, SERVE, ""), false);
        track(first).get();

        assertThat(lastProgress("Deployment/web")).isEqualTo("2/2 ready");
        assertThat(progress("Deployment/web")).anyMatch(text -> text.contains("/2 ready, pod web-"));

        events.all().clear();
        KubeObject second = kube.apply(lab.deployment("web", 2, "echo second; " + SERVE, ""), false);
        track(second).get();

        assertThat(lastProgress("Deployment/web")).isEqualTo("2/2 ready");
        KubeObject live = kube.get(second.id()).orElseThrow();
        assertThat(Tree.integer(live.body(), "status", "updatedReplicas")).contains(2L);
        assertThat(Tree.integer(live.body(), "status", "replicas")).contains(2L);
    }

    @Test
    void anUnchangedReadyObjectCostsNoRequest() throws Exception {
        track(kube.apply(lab.deployment("web", 1, SERVE, ""), false)).get();
        KubeObject unchanged = kube.apply(lab.deployment("web", 1, SERVE, ""), false);

        try (CountingKube other = new CountingKube();
                RolloutTracker fresh = new RolloutTracker(other, events, Clock.systemUTC(), Lab.TRACKING)) {
            fresh.track(unchanged, PLACE).get();
            assertThat(other.requests).hasValue(0);
        }
    }

    @Test
    void anImageThatDoesNotExistFailsAtOnce() throws Exception {
        KubeObject broken = lab.deployment("web", 1, SERVE, "");
        container(broken).put("image", Lab.registry() + "/none:1");

        RolloutFailedException failed = failure(kube.apply(broken, false));

        assertThat(failed)
                .hasMessageStartingWith("Deployment/web failed after ")
                .hasMessageContaining("container \"app\" of Pod/web-")
                .hasMessageContaining("cannot start: ErrImagePull: ")
                .hasMessageEndingWith("\n  defined at: .helm/templates/x.yaml:14");
        assertThat(String.valueOf(failed.getMessage()).split("ErrImagePull|manifest for", -1))
                .as("the cause is told once: %s", failed.getMessage())
                .hasSize(3);
        assertThat(failed.failure().lastLines()).isEmpty();
        assertThat(pulls(failed)).as("each further one is waited for longer").isLessThanOrEqualTo(2);
    }

    @Test
    void aCrashLoopFailsWithExitCodeAndLastLines() throws Exception {
        KubeObject live = kube.apply(lab.deployment("web", 1, "echo DB_URL is not set; exit 3", NEVER_READY), false);

        RolloutFailedException failed = failure(live);
        assertThat(restarts(failed))
                .as("the next run, after ten seconds, is not waited for")
                .contains(1L);

        assertThat(failed.failure().reason()).matches("container \"app\" of Pod/web-\\S+ crashed twice, exit code 3");
        assertThat(failed.failure().exitCode()).contains(3);
        assertThat(failed.failure().container()).contains("app");
        assertThat(failed.failure().lastLines()).containsExactly("DB_URL is not set");
        assertThat(logLines()).contains("DB_URL is not set");
    }

    /** How often the container of the pod that failed has been started again by now. */
    private Optional<Long> restarts(RolloutFailedException failed) {
        KubeObject pod = kube.get(new ResourceId(
                        "", "v1", "Pod", lab.name, failed.failure().pod().orElseThrow()))
                .orElseThrow();
        return Tree.integer(Tree.list(pod.body(), "status", "containerStatuses").get(0), "restartCount");
    }

    /** How often its image has been asked for by now. */
    private long pulls(RolloutFailedException failed) {
        String which =
                "reason=Pulling,involvedObject.name=" + failed.failure().pod().orElseThrow();
        return kube.list(kube.resource("", "v1", "Event"), lab.name, KubeClient.Selector.fields(which)).items().stream()
                .mapToLong(ClusterEvents::count)
                .sum();
    }

    @Test
    void aBrokenUpdateFailsAlthoughTheOldPodsAreReady() throws Exception {
        track(kube.apply(lab.deployment("web", 1, SERVE, ""), false)).get();

        RolloutFailedException failed = failure(kube.apply(lab.deployment("web", 1, "exit 1", NEVER_READY), false));

        assertThat(failed.failure().reason()).endsWith("crashed twice, exit code 1");
    }

    @Test
    void anInitContainerThatCrashesIsNamed() throws Exception {
        String init = "initContainers: [{name: prepare, image: " + Lab.baseImage()
                + ", command: [sh, -c, 'echo preparing; exit 7']}],";
        RolloutFailedException failed = failure(kube.apply(lab.deployment("web", 1, SERVE, init), false));

        assertThat(failed.failure().reason())
                .contains("init container \"prepare\"")
                .endsWith("exit code 7");
        assertThat(failed.failure().lastLines()).containsExactly("preparing");
    }

    @Test
    void aJobIsFollowedToItsLastLine() throws Exception {
        track(kube.apply(lab.job("migrate", "for i in 1 2 3; do echo step $i; done"), false))
                .get();

        assertThat(logLines()).containsExactly("step 1", "step 2", "step 3");
        assertThat(lastProgress("Job/migrate")).isEqualTo("complete");
    }

    @Test
    void aJobFailsWithItsFirstPod() throws Exception {
        RolloutFailedException failed = failure(kube.apply(lab.job("migrate", "echo no table; exit 2"), false));

        assertThat(failed.failure().reason())
                .matches("container \"app\" of Pod/migrate-\\S+ crashed once, exit code 2");
        assertThat(failed.failure().lastLines()).containsExactly("no table");
    }

    @Test
    void aStatefulSetGetsReadyAndRollsOver() throws Exception {
        String extra = "serviceName: db,";
        track(kube.apply(lab.workload("StatefulSet", "db", extra + "replicas: 2,", SERVE, ""), false))
                .get();
        track(kube.apply(
                        lab.workload("StatefulSet", "db", extra + "replicas: 2,", "trap 'exit 0' TERM; " + SERVE, ""),
                        false))
                .get();

        assertThat(lastProgress("StatefulSet/db")).isEqualTo("2/2 ready");
        RolloutFailedException failed = failure(
                kube.apply(lab.workload("StatefulSet", "db", extra + "replicas: 2,", "exit 4", NEVER_READY), false));
        assertThat(failed.failure().reason()).isEqualTo("container \"app\" of Pod/db-1 crashed twice, exit code 4");
    }

    @Test
    void aDaemonSetGetsReadyAndItsBrokenUpdateFails() throws Exception {
        track(kube.apply(lab.workload("DaemonSet", "agent", "", SERVE, ""), false))
                .get();
        assertThat(lastProgress("DaemonSet/agent")).isEqualTo("1/1 ready");

        RolloutFailedException failed =
                failure(kube.apply(lab.workload("DaemonSet", "agent", "", "exit 5", NEVER_READY), false));
        assertThat(failed.failure().reason()).endsWith("crashed twice, exit code 5");
    }

    @Test
    void barePodsGetReadyOrFail() throws Exception {
        track(kube.apply(lab.pod("server", "Always", SERVE, ""), false)).get();
        track(kube.apply(lab.pod("task", "Never", "echo done", NEVER_READY), false))
                .get();
        RolloutFailedException failed =
                failure(kube.apply(lab.pod("broken", "Never", "echo bad; exit 9", NEVER_READY), false));

        assertThat(lastProgress("Pod/server")).isEqualTo("ready");
        assertThat(lastProgress("Pod/task")).isEqualTo("succeeded");
        assertThat(logLines()).contains("done");
        assertThat(failed.failure().reason()).isEqualTo("container \"app\" of Pod/broken crashed once, exit code 9");
        assertThat(failed.failure().lastLines()).containsExactly("bad");
    }

    @Test
    void readinessMayComeLongAfterTheStart() throws Exception {
        String probe = "readinessProbe: {exec: {command: [test, -e, /tmp/ready]}, periodSeconds: 1,"
                + " failureThreshold: 100},";
        KubeObject slow =
                lab.deployment("web", 2, "echo loading; sleep 3; touch /tmp/ready; exec tail -f /dev/null", "");
        container(slow).putAll(Objects.object("{" + probe + "}").body());

        track(kube.apply(slow, false)).get();

        assertThat(progress("Deployment/web"))
                .anyMatch(text -> text.matches("[01]/2 ready, pod web-\\S+ running, not ready yet"));
        assertThat(lastProgress("Deployment/web")).isEqualTo("2/2 ready");
        assertThat(logLines()).as("of one of the two pods").containsExactly("loading");
    }

    @Test
    void aReadinessProbeThatNeverSucceedsFailsWithItsAnswer() throws Exception {
        String probe = "readinessProbe: {exec: {command: [sh, -c, 'echo no database; exit 1']}, periodSeconds: 1,"
                + " failureThreshold: 1},";
        KubeObject unready = lab.deployment("web", 1, "echo up; exec tail -f /dev/null", "");
        container(unready).putAll(Objects.object("{" + probe + "}").body());

        KubeObject live = kube.apply(unready, false);
        lab.awaitEvent("Unhealthy"); // the kubelet sends them when it has time

        RolloutFailedException failed = failure(live);
        assertThat(failed.failure().reason())
                .matches(
                        "container \"app\" of Pod/web-\\S+ runs, but its readiness probe has failed for ([2-9]|\\d\\d)\\.\\d s");
        assertThat(failed.failure().lastLines()).containsExactly("up");
        assertThat(failed.failure().warnings())
                .anyMatch(w -> w.startsWith("Unhealthy — Readiness probe failed: no database"));
    }

    @Test
    void nonBlockingObjectsAreNotTracked() {
        KubeObject object = lab.deployment("web", 1, "exit 1", "");
        Tree.mapForWriting(object.body(), "metadata", "annotations")
                .put("werf.io/track-termination-mode", "NonBlocking");
        KubeObject live = kube.apply(object, false);
        int before = kube.requests.get();

        assertThat(track(live)).isCompleted();
        assertThat(kube.requests.get()).isEqualTo(before);
    }

    @Test
    void aTimeoutNamesWhatIsMissing() throws Exception {
        KubeObject live = kube.apply(lab.deployment("web", 1, SERVE, "nodeSelector: {no: such},"), false);
        track(live);
        events.await(RolloutTrackerLabTest::tellsOfTheScheduler);

        restart(Lab.TRACKING.withTimeout(Duration.ofSeconds(5)));
        assertThat(failure(live).failure().reason())
                .startsWith("not ready in time: 0/1 ready, pod web-")
                .contains("cannot be scheduled: Unschedulable: 0/1 nodes are available");
    }

    @Test
    void aReminderComesWhenNothingHappens() throws Exception {
        restart(Lab.TRACKING.withHeartbeat(Duration.ofMillis(300)));

        track(kube.apply(lab.deployment("web", 1, SERVE, "nodeSelector: {no: such},"), false));

        events.await(RolloutTrackerLabTest::reminds);
        events.all().clear();
        events.await(RolloutTrackerLabTest::reminds);
    }

    private static boolean reminds(Event event) {
        return event instanceof Event.RolloutWaiting waiting
                && waiting.resources().equals(List.of("Deployment/web"));
    }

    @Test
    void deletionByOthersEndsTheWaiting() {
        KubeObject live = kube.apply(lab.deployment("web", 1, SERVE, "nodeSelector: {no: such},"), false);
        CompletableFuture<Void> tracked = track(live);
        kube.delete(live.id(), "Background");

        assertThatThrownBy(tracked::get)
                .hasCauseInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void cancellingAndClosingEndAllStreams() throws Exception {
        KubeObject live = kube.apply(lab.deployment("one", 1, SERVE, "nodeSelector: {no: such},"), false);
        CompletableFuture<Void> one = track(live);
        CompletableFuture<Void> two =
                track(kube.apply(lab.deployment("two", 1, SERVE, "nodeSelector: {no: such},"), false));
        for (String deployment : List.of("Deployment/one", "Deployment/two")) {
            events.await(event -> tellsOfTheScheduler(event)
                    && ((Event.RolloutProgress) event).resource().equals(deployment));
        }
        assertThat(kube.asked)
                .filteredOn(request -> request.matches("watch (deployments|pods)"))
                .as("Deployments, and at most two of their pods")
                .hasSizeBetween(2, 3);
        CountDownLatch closed = kube.whenAllWatchesAreClosed();

        one.cancel(false);
        tracker.close();

        assertThatThrownBy(two::get).isInstanceOf(CancellationException.class);
        assertThat(track(live)).isCancelled();
        assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean tellsOfTheScheduler(Event event) {
        return event instanceof Event.RolloutProgress progress
                && progress.state().contains("cannot be scheduled");
    }

    private void restart(TrackSettings settings) {
        tracker.close();
        tracker = new RolloutTracker(kube, events, Clock.systemUTC(), settings);
    }

    private CompletableFuture<Void> track(KubeObject live) {
        return tracker.track(live, PLACE);
    }

    private RolloutFailedException failure(KubeObject live) {
        try {
            track(live).get();
            throw new AssertionError(live.id() + " got ready");
        } catch (ExecutionException e) {
            return (RolloutFailedException) e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> progress(String resource) {
        return events.of(Event.RolloutProgress.class).stream()
                .filter(progress -> progress.resource().equals(resource))
                .map(Event.RolloutProgress::state)
                .toList();
    }

    private String lastProgress(String resource) {
        List<String> all = progress(resource);
        return all.get(all.size() - 1);
    }

    private List<String> logLines() {
        return events.of(Event.PodLog.class).stream().map(Event.PodLog::line).toList();
    }

    private static java.util.Map<String, Object> container(KubeObject workload) {
        return Tree.map(Tree.list(workload.body(), "spec", "template", "spec", "containers")
                .get(0));
    }
}
