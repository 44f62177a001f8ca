package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.kube.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningGroupTest {

    private static KubeObject warning(String reason, String message, int count, String first, String last) {
        return Objects.object("{apiVersion: v1, kind: Event, metadata: {name: x}, reason: " + reason + ", message: '"
                + message + "', count: " + count + ", firstTimestamp: '2026-01-01T10:" + first
                + "Z', lastTimestamp: '2026-01-01T10:" + last + "Z'}");
    }

    private static KubeObject sandbox(String id, String time) {
        return warning(
                "FailedCreatePodSandBox",
                "cannot set up sandbox \"" + id + "\": attempt " + id.length(),
                1,
                time,
                time);
    }

    private static List<String> texts(int most, KubeObject... events) {
        return WarningGroup.last(List.of(events), most).stream()
                .map(WarningGroup::text)
                .toList();
    }

    @Test
    void whatDiffersInIdsAndNumbersOnlyIsToldOnceInItsLatestWords() {
        assertThat(texts(
                        5,
                        sandbox("0a1b2c3d4e5f", "00:30"),
                        warning("Unhealthy", "Readiness probe failed", 3, "00:05", "00:20"),
                        sandbox("ffffffff0", "00:40"),
                        sandbox("12345678", "00:00")))
                .containsExactly(
                        "Unhealthy — Readiness probe failed (3 times in 15 s)",
                        "FailedCreatePodSandBox — cannot set up sandbox \"ffffffff0\": attempt 9 (3 times in 40 s)");
    }

    @Test
    void theLastOnesCount() {
        assertThat(texts(
                        2,
                        warning("C", "c", 2, "02:00", "02:00"),
                        warning("A", "a", 1, "00:00", "00:00"),
                        warning("B", "b", 7, "00:00", "01:30")))
                .containsExactly("B — b (7 times in 1 min 30 s)", "C — c (2 times)");
    }

    @Test
    void otherWordsAreAnotherWarning() {
        assertThat(texts(
                        5, warning("A", "no space", 1, "00:00", "00:00"), warning("A", "no node", 1, "00:01", "00:01")))
                .containsExactly("A — no space", "A — no node");
    }

    @Test
    void timesThatAreNoneAreNotTold() {
        assertThat(texts(5, warning("A", "a", 2, "00:xx", "00:yy"))).containsExactly("A — a (2 times)");
    }
}
