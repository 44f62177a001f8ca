package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.error.Location;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackOptionsTest {

    @Test
    void withoutAnnotationsTheDefaultsHold() {
        assertThat(TrackOptions.from(Objects.object("{kind: Deployment, metadata: {name: web}}")))
                .isEqualTo(new TrackOptions(true, false, Optional.empty(), Duration.ofMinutes(4), true, 1));
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
                    werf.io/unknown: x
                """);
        assertThat(TrackOptions.from(object))
                .isEqualTo(new TrackOptions(
                        false, true, Optional.of(3), Duration.ofMinutes(60).plusSeconds(30), false, 0));
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
    })
    void aMalformedValueIsRefusedWithItsPlace(String annotation, String value) {
        KubeObject object = Objects.object("{kind: Deployment, metadata: {name: web, annotations: {werf.io/"
                + annotation + ": '" + value + "'}}}");
        assertThatThrownBy(() -> TrackOptions.from(object, Optional.of(new Location("a.yaml", 7, 3))))
                .isInstanceOfSatisfying(InvalidAnnotationException.class, e -> {
                    assertThat(e.annotation()).isEqualTo("werf.io/" + annotation);
                    assertThat(e.value()).isEqualTo(value);
                })
                .hasMessageStartingWith(
                        "a.yaml:7:3: annotation werf.io/" + annotation + " of Deployment/web is \"" + value + "\"");
    }
}
