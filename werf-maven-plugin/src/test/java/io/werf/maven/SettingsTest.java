package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({
        "werf.repo,WERF_REPO",
        "werf.autoRollback,WERF_AUTO_ROLLBACK",
        "werf.kubeContext,WERF_KUBE_CONTEXT",
        "werf.releasesHistoryMax,WERF_RELEASES_HISTORY_MAX"
    })
    void variablesAreNamedAsWerfNamesThem(String property, String variable) {
        assertThat(Settings.variable(property)).isEqualTo(variable);
    }

    @Test
    void commandLineBeatsEnvironmentBeatsPom() {
        assertThat(settings("werf.env", "cli", Map.of("WERF_ENV", "variable")).text("werf.env", "pom"))
                .contains("cli");
        assertThat(settings(Map.of("WERF_ENV", "variable")).text("werf.env", "pom"))
                .contains("variable");
        assertThat(settings(Map.of()).text("werf.env", "pom")).contains("pom");
        assertThat(settings(Map.of()).text("werf.env", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,false,true", "false,true,false", "yes,false,true", "0,true,false"})
    void commandLineFlagWinsOverPomInBothDirections(String cli, String pom, boolean expected) {
        assertThat(settings("werf.skip", cli, Map.of()).flag("werf.skip", pom, false))
                .isEqualTo(expected);
    }

    @Test
    void emptyVariableMeansNotSet() {
        assertThat(settings(Map.of("WERF_ENV", "")).text("werf.env", null)).isEmpty();
    }

    @Test
    void sourcesAreRemembered() {
        Settings settings = settings("werf.repo", "r.example/x", Map.of("WERF_ENV", "dev"));
        settings.text("werf.repo", "pom");
        settings.text("werf.env", null);
        settings.flag("werf.skip", null, false);
        assertThat(settings.all())
                .containsExactly(
                        new Setting("werf.env", "dev", "WERF_ENV"),
                        new Setting("werf.repo", "r.example/x", "-Dwerf.repo"),
                        new Setting("werf.skip", "false", "default"));
    }

    @Test
    void annotationsOfCiEnvAreReadAndTheCommandLineWins() {
        Map<String, String> environment = Map.of(
                "WERF_ADD_ANNOTATION_CI_COMMIT", "ci.werf.io/commit=c0ffee",
                "WERF_ADD_ANNOTATION_CI_GIT_TAG", "ci.werf.io/tag=");
        assertThat(settings("werf.addAnnotation", "team=a=b, c\nci.werf.io/commit=other", environment)
                        .annotations("werf.addAnnotation", null))
                .isEqualTo(Map.of("ci.werf.io/commit", "other", "ci.werf.io/tag", "", "team", "a=b, c"));
    }

    @ParameterizedTest
    @CsvSource({"team", "=x", "a/b/c=x", "Example.com/a=x", "-a=x"})
    void whatIsNoAnnotationIsRefused(String pair) {
        assertThatThrownBy(() -> settings("werf.addAnnotation", pair, Map.of()).annotations("werf.addAnnotation", null))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("\"" + pair + "\"");
    }

    @Test
    void listsTakeNumberedVariablesFirst() {
        Map<String, String> environment =
                Map.of("WERF_SET_2", "b=2", "WERF_SET_1", "a=1", "WERF_SET_STRING_1", "no", "WERF_SET_JSON_1", "no");
        assertThat(settings("werf.set", "c=3\nd=4", environment).list("werf.set", List.of("pom=1")))
                .containsExactly("a=1", "b=2", "c=3", "d=4");
        assertThat(settings(Map.of()).list("werf.set", List.of("pom=1"))).containsExactly("pom=1");
        assertThat(settings("werf.setLiteral", " l= x \n\n", Map.of()).list("werf.setLiteral", List.of()))
                .containsExactly("l= x ");
    }

    @Test
    void commasSeparateNamesAndOneVariableMayHaveThemAll() {
        assertThat(settings("werf.keepTags", "a, b\nc,", Map.of("WERF_KEEP_TAGS", "x,y"))
                        .names("werf.keepTags", List.of()))
                .containsExactly("x", "y", "a", "b", "c");
        assertThat(settings(Map.of()).names("werf.keepTags", List.of("a", "b,c")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void variablesThatCiGivesToWerfAreNoNamesOfImages() {
        Map<String, String> environment = Map.of(
                "WERF_ADD_ANNOTATION_CI_COMMIT",
                "ci.werf.io/commit=1",
                "WERF_ADD_CUSTOM_TAG_1",
                "v1",
                "WERF_ADD_1",
                "web");
        assertThat(settings(environment).names("werf.add", List.of())).containsExactly("web");
    }

    @ParameterizedTest
    @CsvSource({"90,PT1M30S", "90s,PT1M30S", "10m,PT10M", "1h30m,PT1H30M"})
    void durations(String text, Duration expected) {
        assertThat(settings("werf.timeout", text, Map.of()).duration("werf.timeout", null))
                .isEqualTo(expected);
    }

    @Test
    void badValuesNameTheirSource() {
        assertThatThrownBy(() -> settings(Map.of("WERF_TIMEOUT", "soon")).duration("werf.timeout", null))
                .hasMessageContaining("werf.timeout")
                .hasMessageContaining("\"soon\"")
                .hasMessageContaining("WERF_TIMEOUT");
        assertThatThrownBy(() -> settings("werf.skip", "maybe", Map.of()).flag("werf.skip", null, false))
                .hasMessageContaining("-Dwerf.skip");
        assertThatThrownBy(() -> settings("werf.timeout", "-5m", Map.of()).duration("werf.timeout", null))
                .hasMessageContaining("\"-5m\"");
        assertThatThrownBy(() -> settings("werf.n", "0", Map.of()).number("werf.n", null, 5, 1))
                .hasMessageContaining("at least 1");
    }

    private static Settings settings(Map<String, String> environment) {
        return new Settings(new Properties(), environment);
    }

    private static Settings settings(String property, String value, Map<String, String> environment) {
        Properties user = new Properties();
        user.setProperty(property, value);
        return new Settings(user, environment);
    }
}
