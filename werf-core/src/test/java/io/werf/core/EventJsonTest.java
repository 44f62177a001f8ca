package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs read these lines: what is here may get more keys, but keeps those that it has. */
class EventJsonTest {

    private static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");
    private static final String HEAD = "{\"schema\":1,\"time\":\"2024-05-06T12:00:00Z\",\"event\":";

    private static String line(Event event) {
        return EventJson.line(event, NOON);
    }

    @Test
    void anEventIsItsComponents() {
        assertThat(line(new Event.ResourceChanged("created", "Deployment/\"web\"")))
                .isEqualTo(
                        HEAD + "\"ResourceChanged\",\"action\":\"created\",\"resource\":\"Deployment/\\\"web\\\"\"}");
        assertThat(line(new Event.StepFinished(Event.Step.PLAN, Duration.ofMillis(1250))))
                .isEqualTo(HEAD + "\"StepFinished\",\"step\":\"plan\",\"took\":1.25}");
    }

    @Test
    void emptyComponentsAreLeftOut() {
        assertThat(line(new Event.TargetResolved("shop", "space", Optional.empty())))
                .isEqualTo(HEAD + "\"TargetResolved\",\"release\":\"shop\",\"namespace\":\"space\"}");
        assertThat(line(new Event.TargetResolved("shop", "space", Optional.of("prod"))))
                .endsWith(",\"context\":\"prod\"}");
    }

    @Test
    void recordsInListsAreObjects() {
        assertThat(line(new Event.PlanMade(
                        List.of(new Event.PlannedChange("create", "ConfigMap/a", "", "+ a\n+ b")), 3)))
                .isEqualTo(HEAD
                        + "\"PlanMade\",\"changes\":[{\"action\":\"create\",\"resource\":\"ConfigMap/a\",\"detail\":\"\","
                        + "\"diff\":\"+ a\\n+ b\"}],\"unchanged\":3}");
    }

    @Test
    void aFailureIsTheLastLine() {
        assertThat(EventJson.failure(new IllegalStateException("line one\nline two"), NOON))
                .isEqualTo(HEAD
                        + "\"RunFailed\",\"error\":\"IllegalStateException\",\"message\":\"line one\\nline two\"}");
    }
}
