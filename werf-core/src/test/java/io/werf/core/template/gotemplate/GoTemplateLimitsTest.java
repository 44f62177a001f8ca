package io.werf.core.template.gotemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoTemplateLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
                "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
                "{{ define \"a\" }}{{ tpl \"{{ include \\\"a\\\" . }}\" . }}{{ end }}{{ include \"a\" . }}",
                "{{ repeat 1000000000 \"x\" }}",
                "{{ until 1000000000 }}",
                "{{ range 1000000000 }}{{ range 1000000000 }}{{ end }}{{ end }}",
                "{{ range 1000000000 }}0123456789{{ end }}",
                "{{ $x := \"0123456789\" }}{{ range 100 }}{{ $x = print $x $x }}{{ end }}",
                "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ $d }}",
                "{{ $d := dict }}{{ $_ := set $d \"d\" $d }}{{ toJson $d | len }}{{ mustToJson $d }}",
                "{{ randAlphaNum 1000000000 }}",
                "{{ indent 100000 \"a\" }}",
            })
    void whatDoesNotEndIsAnError(String template) {
        assertThatThrownBy(() -> execute(template)).isInstanceOf(TemplateException.class);
    }

    @Test
    void aTextThatRendersItselfIsAnErrorWithTheTemplateThatBegan() {
        String recursive = "{{ $t := \"{{ tpl .t . }}\" }}\n{{ tpl $t (dict \"t\" $t) }}";
        assertThatThrownBy(() -> execute(recursive)).isInstanceOfSatisfying(TemplateException.class, e -> {
            assertThat(e.location().toString()).isEqualTo("gotpl:1:4");
            assertThat(e.reason()).endsWith("error calling tpl: texts are nested too deeply");
            assertThat(e.callers()).hasSize(10);
            assertThat(e.callers().get(9).location().line()).isEqualTo(2);
        });
    }

    @Test
    void deepNestingOfSourceIsAnError() {
        assertThatThrownBy(() -> execute("{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}"))
                .isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> execute("{{ if 1 }}".repeat(100_000) + "{{ end }}".repeat(100_000)))
                .isInstanceOf(TemplateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{", "}}", "{{ \"", "{{/*", "{{- ", "{{ 'a", "{{ .a.", "{{ $", "{{ 0x", "{{ (", "{{ \u0000 }}"})
    void anyTextIsATemplateOrAnError(String text) {
        try {
            assertThat(execute(text)).isEqualTo(text);
        } catch (TemplateException e) {
            assertThat(e.location().line()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"toYaml", "toYamlPretty", "toJson", "toRawJson", "toPrettyJson", "toToml"})
    void whatIsTooLargeToBeWrittenIsAnError(String function) {
        String doubled = "{{ $l := list 1 }}{{ range until 30 }}{{ $l = list $l $l }}{{ end }}"
                + "{{ $m := dict \"l\" $l }}{{ " + function + " $m }}";
        assertThatThrownBy(() -> execute(doubled))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("error calling " + function + ": a value of more than 32 MiB");
    }

    @Test
    void missingKeysByDialect() {
        assertThat(execute("{{ .a }}|{{ (.a).b }}")).isEqualTo("|");
        assertThat(GoTemplateEngine.ofGo(Functions.standard(), MissingKey.NOTHING)
                        .parse(List.of(source("{{ .a }}|{{ .a.b }}")))
                        .execute("t", Map.of()))
                .isEqualTo("<no value>|<no value>");
        assertThatThrownBy(() -> GoTemplateEngine.ofGo(Functions.standard(), MissingKey.ERROR)
                        .parse(List.of(source("{{ .a }}")))
                        .execute("t", Map.of()))
                .hasMessageContaining("map has no entry for key \"a\"");
    }

    @Test
    void oneSetServesManyThreads() throws InterruptedException, ExecutionException {
        TemplateSet set = GoTemplateEngine.ofHelm(Functions.standard())
                .parse(List.of(source("{{ range $i := until 100 }}{{ $i }}{{ $.n }}{{ end }}")));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results = java.util.stream.IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(() -> set.execute("t", Map.of("n", i))))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).startsWith("0" + i + "1" + i + "2" + i);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static TemplateSource source(String text) {
        return new TemplateSource("t", "t", text);
    }

    private static String execute(String text) {
        return GoTemplateEngine.ofHelm(Functions.standard())
                .parse(List.of(source(text)))
                .execute("t", Map.of());
    }
}
