package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.lab.CutConnection;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An API server that is away for a while, because it restarts, is no failure of the deploy. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class OutageLabTest {

    private static final int SECONDS_AWAY = 10;

    @TempDir
    private Path directory;

    private final LabRelease release = new LabRelease();
    private final CutConnection way = new CutConnection();

    @AfterEach
    void cleanUp() {
        way.close();
        release.close();
    }

    @Test
    void anOutageWhilePlanningIsWaitedOut() {
        convergeWithAnOutageAt(event -> event instanceof Event.StepStarted step && step.step() == Event.Step.PLAN);
    }

    @Test
    void anOutageWhileTrackingIsWaitedOut() {
        convergeWithAnOutageAt(event -> event instanceof Event.RolloutProgress);
    }

    @Test
    void anOutageBeforeTheRecordIsWaitedOut() {
        convergeWithAnOutageAt(event -> event instanceof Event.StepStarted step && step.step() == Event.Step.RELEASE);
    }

    private void convergeWithAnOutageAt(Predicate<Event> moment) {
        AtomicBoolean happened = new AtomicBoolean();
        try (KubeClient kube =
                KubeClients.connect(new KubeSettings(List.of(way.kubeConfig(directory)), Optional.empty()))) {
            kube.list(kube.resource("", "v1", "Namespace"), "", KubeClient.Selector.ALL);
            Deployer deployer = new Deployer(
                    kube,
                    event -> {
                        if (moment.test(event) && happened.compareAndSet(false, true)) {
                            way.cut();
                            var unused = CompletableFuture.runAsync(
                                    way::mend, CompletableFuture.delayedExecutor(SECONDS_AWAY, TimeUnit.SECONDS));
                        }
                    },
                    Clock.systemUTC(),
                    Lab.TRACKING,
                    "test",
                    text -> text);

            DeployReport report = deployer.converge(release.request(
                    LabRelease.map("m", ""), LabRelease.deployment("web", "", "command: [sleep, '1000']")));

            assertThat(happened).isTrue();
            assertThat(report.status()).isEqualTo(DeployReport.Status.DEPLOYED);
        }
        assertThat(new ReleaseHistory(release.real, release.namespace, "shop", Clock.systemUTC()).revisions())
                .extracting(revision -> revision.status())
                .containsExactly(ReleaseStatus.DEPLOYED);
    }
}
