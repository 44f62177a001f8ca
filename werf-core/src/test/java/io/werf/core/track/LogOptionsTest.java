package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.kube.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogOptionsTest {

    @Test
    void withoutAnnotationsEachLineOfOnePodIsShown() {
        LogOptions options = options("{}");

        assertThat(options.replicas()).isOne();
        assertThat(options.follows("app")).isTrue();
        assertThat(shown(options, "app", "", "a")).containsExactly("", "a");
    }

    @Test
    void skippedContainersCountEvenWhenTheyAreNamedAlone() {
        LogOptions options = options(
                "{werf.io/skip-logs-for-containers: 'proxy', werf.io/show-logs-only-for-containers: 'app,proxy'}");

        assertThat(options.follows("app")).isTrue();
        assertThat(options.follows("proxy")).isFalse();
        assertThat(options.follows("other")).isFalse();
    }

    @Test
    void allExpressionsThatConcernAContainerCount() {
        LogOptions options = options("{werf.io/log-regex-skip: health, werf.io/log-regex-skip-for-app: '^DEBUG',"
                + " werf.io/log-regex: '[A-Z]{4,}', werf.io/log-regex-for-app: order}");

        assertThat(shown(
                        options,
                        "app",
                        "ERROR in order",
                        "DEBUG in order",
                        "in order",
                        "ERROR elsewhere",
                        "ERROR in order of health"))
                .containsExactly("ERROR in order");
        assertThat(shown(options, "other", "DEBUG elsewhere", "ERROR health")).containsExactly("DEBUG elsewhere");
    }

    @Test
    void anExpressionThatWouldBlowUpElsewhereIsQuick() {
        LogOptions options = options("{werf.io/log-regex: '(a+)+$'}");

        assertThat(shown(options, "app", "a".repeat(60_000) + "b")).isEmpty();
    }

    private static List<String> shown(LogOptions options, String container, String... lines) {
        return List.of(lines).stream().filter(options.linesOf(container)).toList();
    }

    private static LogOptions options(String annotations) {
        KubeObject object =
                Objects.object("{kind: Deployment, metadata: {name: web, annotations: " + annotations + "}}");
        return TrackOptions.from(object).logs();
    }
}
