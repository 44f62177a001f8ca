package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.NeedsLab;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A run that is killed without warning, wherever it is, costs nothing: the next run goes on from there. {@code
 * -Dwerf.test.kills=30} kills that many; the moments are of a seed that is printed, {@code -Dwerf.test.seed} repeats them.
 */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class KilledRunLabTest {

    private static final int LONGEST_LIFE_MILLIS = 9000;

    private final LabRelease release = new LabRelease();

    @AfterEach
    void remove() {
        release.close();
    }

    @Test
    void theNextRunAfterAKillEndsWellWithAConsistentHistory() throws Exception {
        long seed = Long.getLong("werf.test.seed", new Random().nextLong());
        Random random = new Random(seed);
        int kills = Integer.getInteger("werf.test.kills", 3);
        for (int kill = 1; kill <= kills; kill++) {
            int life = 1000 + random.nextInt(LONGEST_LIFE_MILLIS - 1000);
            String described = "kill " + kill + " after " + life + " ms, seed " + seed;
            boolean killed = run("v" + 2 * kill, life);

            DeployReport report = release.converge(KilledRun.chart("v" + (2 * kill + 1)));

            assertThat(report.status()).as(described).isEqualTo(DeployReport.Status.DEPLOYED);
            requireConsistent(
                    described + (killed ? "" : " (it had ended before)"), "v" + (2 * kill + 1), report.revision());
        }
    }

    /** Whether it was killed before it ended. */
    private boolean run(String version, int life) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledRun.class.getName(),
                        release.namespace,
                        version))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(life, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    private void requireConsistent(String described, String version, int revision) {
        List<ReleaseVersion> history =
                new ReleaseHistory(release.real, release.namespace, "shop", Clock.systemUTC()).revisions();
        assertThat(history).as(described).last().isEqualTo(new ReleaseVersion(revision, ReleaseStatus.DEPLOYED));
        assertThat(history)
                .as(described)
                .extracting(ReleaseVersion::status)
                .containsOnlyOnce(ReleaseStatus.DEPLOYED)
                .noneMatch(ReleaseStatus::isPending);
        for (int i = 0; i < 12; i++) {
            assertThat(release.live("", "ConfigMap", "map-" + i).orElseThrow().body())
                    .as(described)
                    .containsEntry("data", Map.of("k", version));
        }
        assertThat(release.real
                        .list(
                                release.real.resource("", "v1", "ConfigMap"),
                                release.namespace,
                                KubeClient.Selector.labels("app.kubernetes.io/managed-by=Helm"))
                        .items())
                .as(described)
                .extracting(
                        object -> Tree.string(object.body(), "metadata", "name").orElse(""))
                .filteredOn(name -> name.startsWith("only-"))
                .allMatch(name -> name.startsWith("only-" + version + "-"))
                .hasSize(3);
        assertThat(release.real.get(
                        new ResourceId("coordination.k8s.io", "v1", "Lease", release.namespace, "werf-release-shop")))
                .as(described)
                .isEmpty();
    }
}
