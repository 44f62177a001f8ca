package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.track.Verdict.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fails only when it lasts. */
class PodPatienceTest {

    private static final Instant START = Instant.parse("2024-05-06T12:00:00Z");
    private static final Tolerance ONE = new Tolerance(false, 1);
    private static final String UNREADY = "{name: app, state: {running: {}}, ready: false, started: true}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // period 10 + timeout 1 + (3+1-3)*10 + 5 + 1, and two failures more
                "readinessProbe: {httpGet: {port: 1}} | 47",
                "readinessProbe: {initialDelaySeconds: 20, periodSeconds: 2, timeoutSeconds: 3} | 35",
                "readinessProbe: {failureThreshold: 1, initialDelaySeconds: 20} | 20",
                "readinessProbe: {initialDelaySeconds: 20}, startupProbe: {httpGet: {port: 1}} | 47",
            })
    void aReadinessProbeMayFailForATimeThatFollowsFromItself(String probes, int seconds) {
        TrackedState state = running(probes, UNREADY);

        assertThat(judge(state, seconds - 1, ONE)).isNotInstanceOf(Failed.class);
        assertThat(judge(state, seconds, ONE))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause().reason())
                                .isEqualTo("container \"app\" of Pod/a runs, but its readiness probe has failed for "
                                        + Text.duration(Duration.ofSeconds(seconds))));
        assertThat(PodRulebook.deadline(state.pods().get("a"), ONE)).contains(START.plusSeconds(seconds));
    }

    @Test
    void theAnnotationIsTheTimeForIt() {
        TrackedState state = running("readinessProbe: {periodSeconds: 5}", UNREADY);
        Tolerance patient = new Tolerance(false, 0, Map.of("app", Duration.ofMinutes(5)));

        assertThat(judge(state, 304, patient)).isNotInstanceOf(Failed.class);
        assertThat(judge(state, 305, patient)).isInstanceOf(Failed.class);
        assertThat(judge(state, 9999, new Tolerance(true, 0))).isNotInstanceOf(Failed.class);
    }

    @Test
    void timeWithoutAProbeOrBeforeTheStartDoesNotCount() {
        assertThat(judge(running("image: x", UNREADY), 9999, ONE)).isNotInstanceOf(Failed.class);
        TrackedState starting =
                running("readinessProbe: {}, startupProbe: {}", UNREADY.replace("started: true", "started: false"));
        assertThat(judge(starting, 9999, ONE)).isNotInstanceOf(Failed.class);
    }

    @Test
    void readinessInBetweenBeginsAnew() {
        String probe = "readinessProbe: {periodSeconds: 10}";
        TrackedState state = running(probe, UNREADY)
                .at(START.plusSeconds(40))
                .withPod(pod(probe, UNREADY.replace("ready: false", "ready: true")))
                .at(START.plusSeconds(50))
                .withPod(pod(probe, UNREADY));

        assertThat(judge(state, 96, ONE)).isNotInstanceOf(Failed.class);
        assertThat(judge(state, 97, ONE)).isInstanceOf(Failed.class);
    }

    @Test
    void aSecretMayComeLate() {
        TrackedState state = running(
                "image: x",
                "{name: app, state: {waiting: {reason: CreateContainerConfigError, message: secret \"db\" not found}}}");

        assertThat(judge(state, 29, ONE))
                .isInstanceOfSatisfying(
                        Verdict.Progressing.class, p -> assertThat(p.text()).contains("secret \"db\" not found"));
        assertThat(judge(state, 30, ONE))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause().reason())
                                .contains("cannot start: CreateContainerConfigError: secret \"db\" not found"));
    }

    private static Verdict judge(TrackedState state, int seconds, Tolerance tolerance) {
        return new StatefulSetRules().judge(state.at(START.plusSeconds(seconds)), tolerance);
    }

    private static TrackedState running(String container, String status) {
        return TrackedState.of(
                        Objects.object(
                                "{apiVersion: apps/v1, kind: StatefulSet, metadata: {uid: u, generation: 1},"
                                        + " spec: {replicas: 1}, status: {observedGeneration: 1, updateRevision: b, currentRevision: a}}"))
                .at(START)
                .withPod(pod(container, status));
    }

    private static PodState pod(String container, String status) {
        return PodState.of(Objects.object("{apiVersion: v1, kind: Pod, metadata: {name: a, uid: a, labels:"
                + " {controller-revision-hash: b}, ownerReferences: [{controller: true, uid: u}]}, spec: {containers:"
                + " [{name: app, " + container + "}]}, status: {phase: Running, containerStatuses: [" + status
                + "]}}"));
    }
}
