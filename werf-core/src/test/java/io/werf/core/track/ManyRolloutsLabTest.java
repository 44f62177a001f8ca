package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class ManyRolloutsLabTest {

    private static final int DEPLOYMENTS = 60;

    private final LabNamespace lab = new LabNamespace();

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    /** Their pods find no node: the lab's has no room for so many. */
    @Test
    void sixtyDeploymentsShareTheirWatchesAndQuestions() throws Exception {
        Set<String> pending = ConcurrentHashMap.newKeySet();
        CountDownLatch allPending = new CountDownLatch(DEPLOYMENTS);
        try (RolloutTracker tracker = new RolloutTracker(
                lab.kube,
                event -> {
                    if (event instanceof Event.RolloutProgress progress
                            && progress.state().contains("cannot be scheduled")
                            && pending.add(progress.resource())) {
                        allPending.countDown();
                    }
                },
                Clock.systemUTC(),
                Lab.TRACKING)) {
            List<KubeObject> applied = new ArrayList<>();
            for (int i = 0; i < DEPLOYMENTS; i++) {
                applied.add(
                        lab.kube.apply(lab.deployment("web-" + i, 1, "exit 0", "nodeSelector: {no: such},"), false));
            }
            applied.forEach(object -> tracker.track(object, Optional.empty()));
            allPending.await();
        }

        assertThat(lab.kube.asked)
                .containsOnlyOnce("watch deployments")
                .filteredOn(request -> request.matches("watch pods|list replicasets"))
                .as("they come in batches")
                .hasSizeLessThan(10);
    }
}
