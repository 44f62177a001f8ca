package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import io.werf.core.lab.NeedsLab;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class LastWordsLabTest {

    private final LabRelease lab = new LabRelease();

    @AfterEach
    void cleanUp() {
        lab.close();
    }

    /** A pod is ready as soon as it runs here, so the end of the rollout and the first line of its log come together. */
    @Test
    void whatANewPodWroteBeforeTheEndIsShown() {
        List<String> written = new ArrayList<>();
        for (int rollout = 1; rollout <= 3; rollout++) {
            String line = "this is pod " + rollout;
            written.add(line);
            lab.converge(LabRelease.deployment(
                    "app", "", "command: [sh, -c, \"echo " + line + "; exec tail -f /dev/null\"]"));

            assertThat(lab.events.stream()
                            .filter(Event.PodLog.class::isInstance)
                            .map(event -> ((Event.PodLog) event).line()))
                    .containsExactlyElementsOf(written);
        }
    }
}
