package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.track.RolloutFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutAdviceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "container \"app\" of Pod/a cannot start: ErrImagePull: manifest unknown | imagePullSecrets",
                "container \"app\" of Pod/a cannot start: InvalidImageName: couldn't parse | name in the template",
                "container \"app\" of Pod/a crashed twice, exit code 137 (OOMKilled) | resources.limits.memory",
                "container \"app\" of Pod/a runs, but its readiness probe has failed for 47.0 s | startupProbe",
                "nothing happened for 4 min 0 s: waiting for an address of its load balancer | NonBlocking",
                "nothing happened for 4 min 0 s: phase is Pending | no-activity-timeout",
                "container \"app\" of Pod/a could not be started: StartError: no such file | ENTRYPOINT",
                "Pod/a cannot start: FailedMount: secret \"x\" not found | pod's volumes",
                "its pods cannot be created: FailedCreate: serviceaccount \"x\" not found | ServiceAccount",
                "its pods cannot be created: admission webhook \"x\" denied the request: no | admission webhook",
                "not ready in time: 0/1 ready, pod a starting | -Dwerf.timeout",
                "container \"app\" of Pod/a crashed twice, exit code 1 | see its lines above",
            })
    void theReasonTellsWhatToDo(String reason, String advice) {
        assertThat(RolloutAdvice.of(new RolloutFailure(
                        "Deployment/web",
                        reason,
                        Optional.empty(),
                        Optional.of("app"),
                        Optional.empty(),
                        List.of(),
                        List.of())))
                .contains(advice);
    }
}
