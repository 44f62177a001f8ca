package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackOptionsTest {

    @Test
    void withoutAnnotationsTheDefaultsHold() {
        assertThat(TrackOptions.from(Objects.object("{kind: Deployment, metadata: {name: web}}")))
                .isEqualTo(TrackOptions.DEFAULT);
    }

    @Test
    void annotationsAreTrimmedAndRead() {
        KubeObject object = Objects.object("""
                kind: Deployment
                metadata:
                  name: web
                  annotations:
                    werf.io/track-termination-mode: " NonBlocking "
                    werf.io/fail-mode: IgnoreAndContinueDeployProcess
                    werf.io/failures-allowed-per-replica: "3"
                    werf.io/no-activity-timeout: 1h0.5m
                    werf.io/skip-logs: "T"
                    werf.io/show-logs-only-for-number-of-replicas: "0"
                    werf.io/show-service-messages: "true"
                    werf.io/ignore-readiness-probe-fails-for-app: 30s
                    werf.io/ready-when: status.phase = Running | Done
                    werf.io/skip-logs-for-containers: proxy, vault
                    werf.io/log-regex-for-app: ERROR
                    werf.io/unknown: x
                """);
        TrackOptions options = TrackOptions.from(object);

        assertThat(options.blocking()).isFalse();
        assertThat(options.ignoreFailures()).isTrue();
        assertThat(options.failuresAllowed()).contains(3);
        assertThat(options.noActivityTimeout()).isEqualTo(Duration.ofMinutes(60).plusSeconds(30));
        assertThat(options.events()).isTrue();
        assertThat(options.probePatience()).containsOnly(Map.entry("app", Duration.ofSeconds(30)));
        assertThat(options.ready()).contains(new StatusMatch(List.of("status", "phase"), Set.of("running", "done")));
        assertThat(options.logs().replicas()).as("skip-logs").isZero();
        assertThat(options.logs().skippedContainers()).containsOnly("proxy", "vault");
        assertThat(options.logs().onlyFor()).containsOnlyKeys("app");
    }

    @ParameterizedTest
    @CsvSource({
        "fail-mode, Hope",
        "fail-mode, ''",
        "track-termination-mode, nonblocking",
        "failures-allowed-per-replica, -1",
        "failures-allowed-per-replica, 99999999999",
        "no-activity-timeout, 4",
        "no-activity-timeout, -4m",
        "no-activity-timeout, 9999999999h",
        "skip-logs, yes",
        "skip-logs, tRUE",
        "show-logs-only-for-number-of-replicas, 1.5",
        "show-service-messages, on",
        "ignore-readiness-probe-fails-for-app, soon",
        "log-regex, (",
        "log-regex-skip, ''",
        "log-regex-for-app, [",
        "log-regex-skip-for-app, '*'",
        "skip-logs-for-containers, 'a,,b'",
        "show-logs-only-for-containers, ' '",
        "ready-when, status.phase",
        "ready-when, status..phase=x",
        "failed-when, status.phase=a|",
    })
    void aMalformedValueIsRefusedWithItsPlace(String annotation, String value) {
        KubeObject object = Objects.object("{kind: Deployment, metadata: {name: web, annotations: {werf.io/"
                + annotation + ": '" + value + "'}}}");
        assertThatThrownBy(() -> TrackOptions.from(
                        object, key -> Optional.of(Excerpt.of("a: b", new Location("a.yaml", 7, 3), 1))))
                .isInstanceOfSatisfying(InvalidAnnotationException.class, e -> {
                    assertThat(e.annotation()).isEqualTo("werf.io/" + annotation);
                    assertThat(e.value()).isEqualTo(value);
                })
                .hasMessageStartingWith(
                        "a.yaml:7:3: annotation werf.io/" + annotation + " of Deployment/web is \"" + value + "\"");
    }
}
