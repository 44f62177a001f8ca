package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.lab.NeedsLab;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs and releases side by side in one namespace. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class NeighboursLabTest {

    private final LabRelease release = new LabRelease();
    private final LabRelease other = LabRelease.in(release.namespace);

    @AfterEach
    void remove() {
        other.close();
        release.close();
    }

    private boolean exists(String map) {
        return release.live("", "ConfigMap", map).isPresent();
    }

    /** Whoever comes second sees what the first has made, and takes away what it does not have. */
    @Test
    void twoRunsOfOneReleaseGoOneAfterTheOther() {
        release.converge(LabRelease.map("both", ""));

        CompletableFuture<DeployReport> ours = CompletableFuture.supplyAsync(
                () -> release.converge(LabRelease.map("both", ""), LabRelease.map("ours", "")));
        CompletableFuture<DeployReport> theirs = CompletableFuture.supplyAsync(
                () -> other.converge(LabRelease.map("both", ""), LabRelease.map("theirs", "")));

        assertThat(List.of(ours.join().revision(), theirs.join().revision())).containsExactlyInAnyOrder(2, 3);
        boolean oursWasLast = ours.join().revision() == 3;
        assertThat(exists("ours")).isEqualTo(oursWasLast);
        assertThat(exists("theirs")).isEqualTo(!oursWasLast);
        assertThat(new ReleaseHistory(release.real, release.namespace, "shop", Clock.systemUTC()).load())
                .extracting(Release::status)
                .containsExactly(ReleaseStatus.SUPERSEDED, ReleaseStatus.SUPERSEDED, ReleaseStatus.DEPLOYED);
    }

    @Test
    void twoReleasesOfOneNamespaceDoNotTouchEachOther() {
        release.converge(LabRelease.map("shop-1", ""), LabRelease.map("shop-2", ""));
        DeployRequest blog = release.request(LabRelease.map("blog-1", ""), LabRelease.map("blog-2", ""));
        release.deployer.converge(new DeployRequest(
                "blog",
                blog.namespace(),
                blog.chart(),
                blog.annotations(),
                false,
                blog.timeout(),
                blog.historyLimit(),
                true));

        assertThat(release.converge(LabRelease.map("shop-1", ""), LabRelease.map("shop-2", ""))
                        .status())
                .isEqualTo(Status.SKIPPED);
        release.converge(LabRelease.map("shop-1", ""));
        assertThat(exists("shop-2")).isFalse();
        release.deployer.dismiss("shop", release.namespace, false, LabRelease.TIMEOUT);

        assertThat(exists("shop-1")).isFalse();
        assertThat(exists("blog-1") && exists("blog-2")).isTrue();
    }
}
