package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.lab.NeedsLab;
import io.werf.core.track.RolloutFailedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The error of a failed deploy is its cause. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(120)
class FailedRolloutLabTest {

    private final LabRelease release = new LabRelease();

    @AfterEach
    void cleanUp() {
        release.close();
    }

    @Test
    void aDeployThatIsOutOfTimeTellsWhatItWaitsFor() {
        String failure = failure(
                Duration.ofSeconds(4), LabRelease.deployment("web", "nodeSelector: {no: such}", "command: [sleep]"));

        assertThat(failure)
                .contains("not ready in time: 0/1 ready, pod web-")
                .contains("cannot be scheduled: Unschedulable: 0/1 nodes are available")
                .contains("warning event: FailedScheduling");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThat(failure(LabRelease.TIMEOUT, LabRelease.deployment("web", "", "command: [nosuchprogram]")))
                .contains("could not be started: ContainerCannotRun: ")
                .contains("\"nosuchprogram\": executable file not found");
    }

    private String failure(Duration timeout, String... objects) {
        ReleaseFailedException failed = catchThrowableOfType(
                ReleaseFailedException.class, () -> release.deployer.converge(release.request(timeout, objects)));
        assertThat(failed.getCause()).isInstanceOf(RolloutFailedException.class);
        return String.valueOf(failed.getCause().getMessage());
    }
}
