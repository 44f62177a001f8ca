package io.werf.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseHistoryTest {

    @Test
    void theBaseIsTheLastDeployedAfterTheLastUninstall() {
        assertThat(ReleaseHistory.lastDeployed(revisions("deployed", "failed", "pending-upgrade")))
                .contains(new ReleaseVersion(1, ReleaseStatus.DEPLOYED));
        assertThat(ReleaseHistory.lastDeployed(revisions("superseded", "failed")))
                .contains(new ReleaseVersion(1, ReleaseStatus.SUPERSEDED));
        assertThat(ReleaseHistory.lastDeployed(revisions("deployed", "uninstalled", "failed")))
                .isEmpty();
        assertThat(ReleaseHistory.lastDeployed(List.of())).isEmpty();
    }

    @Test
    void pruningKeepsTheDeployedAndTheNewest() {
        assertThat(ReleaseHistory.toPrune(revisions("superseded", "superseded", "deployed"), 2))
                .extracting(ReleaseVersion::revision)
                .containsExactly(1);
        assertThat(ReleaseHistory.toPrune(revisions("deployed", "failed", "failed", "failed"), 2))
                .extracting(ReleaseVersion::revision)
                .containsExactly(2, 3);
        assertThat(ReleaseHistory.toPrune(revisions("deployed", "failed"), 1)).isEmpty();
        assertThat(ReleaseHistory.toPrune(List.of(), 1)).isEmpty();
    }

    @Test
    void anUnfinishedRevisionCountsAsFailed() {
        assertThat(ReleaseStatus.of("pending-install").countsAsFailed()).isTrue();
        assertThat(ReleaseStatus.of("whatever")).isEqualTo(ReleaseStatus.UNKNOWN);
        assertThat(ReleaseStatus.DEPLOYED.countsAsFailed()).isFalse();
    }

    private static List<ReleaseVersion> revisions(String... statuses) {
        List<ReleaseVersion> revisions = new ArrayList<>();
        for (String status : statuses) {
            revisions.add(new ReleaseVersion(revisions.size() + 1, ReleaseStatus.of(status)));
        }
        return revisions;
    }
}
