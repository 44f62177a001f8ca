package io.werf.core.template.handlebars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandlebarsEngineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "{{name}} {{map.key}} {{upper name}}→a<b> v A<B>",
                "{{join \",\" (list (upper \"x\") n (list))}}→X,1000000,[]",
                "{{#each items}}{{@index}}{{this}}{{#unless @last}},{{/unless}}{{/each}}→0p,1q",
                "{{#each map}}{{@key}}={{this}}{{/each}}→key=v",
                "{{#each items as |item i|}}{{i}}{{item}}{{/each}}→0p1q",
                "{{#if nosuch}}x{{else}}y{{/if}}→y",
                "{{default \"d\" nosuch}}→d",
                "{{default \"d\" nothing}}{{nothing}}→d",
                "{{f}} {{whole}} {{map}}→1.5 3 map[key:v]",
                "{{#each (list 1 nothing 2)}}{{this}},{{.}};{{/each}}→1,1;,;2,2;",
                "{{#with map}}{{key}}{{../name}}{{/with}}→va<b>",
                "{{#if (and (eq n 1000000) (not nosuch))}}ok{{/if}}→ok",
                "{{quote (list)}}{{len}}→\"[]\"",
                "{{lookup map \"key\"}}{{lookup items 1}}→vq",
                "{{lookup map \"class\"}}{{lookup map \"getClass\"}}{{lookup name \"bytes\"}}{{lookup items \"class\"}}→``",
                "{{lookup \"v1\" \"Pod\" \"\" \"x\"}}→map[]",
                "{{len items}}{{index items 1}}{{index map \"key\"}}{{print \"a\" 1}}→2qva1",
                "{{#with (dict \"len\" 5 \"min\" 2 \"upper\" nothing)}}{{len}}{{min}}{{upper}}{{min 7 3}}{{/with}}→523",
                "{{#if (gt (len items) 1)}}many{{/if}}→many",
                "{{tpl \"<{{name}}>\"}}→<a<b>>",
                "<{{~ name ~}} > {{{name}}}&{{&name}}→<a<b>> a<b>&a<b>",
            })
    void renders(String template, String expected) {
        Map<String, Object> data = new HashMap<>();
        data.put("len", "");
        assertThat(render(template, data)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x\\n {{nosuch}}|t.hbs:2:4: no value \"nosuch\": . has no \"nosuch\"; it has: f, items, map, n, name, nothing, whole",
                "{{map.other}}|t.hbs:1:3: no value \"map.other\": .map has no \"other\"; it has: key",
                "{{nosuch 1}}|t.hbs:1:3: no function \"nosuch\"",
                "a: {{upper 5}}|t.hbs:1:12: wrong type of argument 1 of upper: want a string, got a number",
                "{{#each items}}\\n  {{fail \"no\"}}{{/each}}|t.hbs:2:5: no",
                "{{quote a=1}}|t.hbs:1:3: quote takes no named arguments"
            })
    void errorsHaveTheirPlace(String template, String message) {
        assertThatThrownBy(() -> render(template.replace("\\n", "\n"), Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{#if}",
                "{{#if a}}",
                "{{/if}}",
                "{{> nosuch}}",
                "{{> t}}",
                "{{precompile \"t\"}}",
                "{{log \"x\"}}",
                "{{i18n \"x\"}}",
                "{{embedded \"t\"}}",
                "{{name.class}}",
                "{{map.getClass}}",
                "{{name.bytes}}",
                "{{class}}",
                "{{getClass}}",
                "{{this.class}}",
                "{{this.getClass}}",
                "{{#with name}}{{class}}{{/with}}",
                "{{#with map}}{{keySet}}{{/with}}",
                "{{map.class.classLoader}}",
                "{{constructor}}",
                "{{__proto__}}",
                "{{__defineGetter__}}",
                "{{items.size}}",
                "{{items.iterator}}",
                "{{#with (lookup map \"class\")}}{{name.x}}{{else}}{{getRuntime}}{{/with}}",
                "{{@root.class}}",
                "{{#each many}}{{#each ../many}}{{../../long}}{{/each}}{{/each}}",
                "{{#each (until 100000)}}{{#each (until 100000)}}{{/each}}{{/each}}"
            })
    void whatIsBrokenDangerousOrEndlessIsRefused(String template) {
        Map<String, Object> data = new HashMap<>();
        data.put("many", Collections.nCopies(2000, "x"));
        data.put("long", "x".repeat(1000));
        assertThatThrownBy(() -> render(template, data))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.excerpt()).isPresent());
    }

    @Test
    void partialsTakeArgumentsAndErrorsNameTheirFile() {
        TemplateSet set = new HandlebarsEngine(Functions.standard())
                .parse(List.of(
                        new TemplateSource("c/templates/_p.hbs", "p.hbs", "[{{name}}]{{check flag}}"),
                        new TemplateSource("c/templates/t.hbs", "t.hbs", "{{> p name=\"x\"}}")));
        assertThatThrownBy(() -> set.execute("c/templates/t.hbs", Map.of("flag", "f")))
                .hasMessage("p.hbs:1:13: no function \"check\"; did you mean \"chunk\"?");
    }

    @Test
    void whatAPartialOrATextRendersToIsAValue() {
        Map<String, Object> data =
                Map.of("name", "web", "text", "{{upper name}}-{{include \"p\" map}}", "map", Map.of("k", 5L));
        assertThat(withPartial("{{name}}:{{k}}", "{{indent 2 (include \"p\" map)}}", data))
                .isEqualTo("  web:5");
        assertThat(withPartial("{{name}}", "{{#each (list 1 2)}}{{include \"p\"}}{{/each}}", data))
                .isEqualTo("webweb");
        assertThat(withPartial("{{k}}", "{{quote (tpl text this)}}", data)).isEqualTo("\"WEB-5\"");
        assertThat(withPartial("{{#with map}}{{tpl \"{{k}}\" this}}{{/with}}", "{{include \"p\"}}", data))
                .isEqualTo("5");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{{x}}|{{include \"labels\" this}}|t.hbs:1:11: no partial \"labels\"",
                "{{x}}|{{include \"pp\" this}}|t.hbs:1:11: no partial \"pp\"; did you mean \"p\"?",
                "{{x}}|{{include}}|t.hbs:1:3: include takes a string and, if it shall see something else, a value",
                "a\\n {{nosuch}}|{{include \"p\" this}}|p.hbs:2:4: no value \"nosuch\": . has no \"nosuch\"; it is empty",
                "{{x}}|a: {{tpl \"{{upper 5}}\" this}}|t.hbs:1:6: the text of tpl, line 1: wrong type of argument 1 of upper:"
                        + " want a string, got a number",
                "{{x}}|{{tpl \"{{#if}\" this}}|t.hbs:1:3: the text of tpl, line 1: found: '}'",
            })
    void whatIsIncludedFailsAtItsPlace(String partial, String template, String message) {
        assertThatThrownBy(() -> withPartial(partial.replace("\\n", "\n"), template, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{include \"p\"}}|{{include \"p\"}}",
                "{{x}}|{{tpl text}}",
                "{{x}}|{{#each (until 100000)}}{{tpl \"a\"}}{{/each}}"
            })
    void whatIncludesItselfOrWithoutEndIsRefused(String partial, String template) {
        assertThatThrownBy(() -> withPartial(partial, template, Map.of("text", "{{tpl text}}")))
                .isInstanceOf(TemplateException.class);
    }

    private static String withPartial(String partial, String template, Map<String, Object> data) {
        return new HandlebarsEngine(Functions.standard())
                .parse(List.of(
                        new TemplateSource("c/templates/_p.hbs", "p.hbs", partial),
                        new TemplateSource("c/templates/t.hbs", "t.hbs", template)))
                .execute("c/templates/t.hbs", data);
    }

    @Test
    void partialsThatMultiplyWithoutOutputEnd() {
        List<TemplateSource> sources = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String next = "{{> p" + (i + 1) + "}}";
            sources.add(new TemplateSource("c/templates/_p" + i + ".hbs", "p" + i + ".hbs", next + next));
        }
        sources.add(new TemplateSource("c/templates/_p40.hbs", "p40.hbs", ""));
        TemplateSet set = new HandlebarsEngine(Functions.standard()).parse(sources);
        assertThatThrownBy(() -> set.execute("c/templates/_p0.hbs", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("includes partials more than 50000 times");
    }

    private static String render(String template, Map<String, Object> more) {
        Map<String, Object> data = new HashMap<>(more);
        data.put("name", "a<b>");
        data.put("n", 1_000_000L);
        data.put("f", 1.5);
        data.put("whole", 3.0);
        data.put("nothing", null);
        data.put("items", Arrays.asList("p", "q"));
        data.put("map", Map.of("key", "v"));
        return new HandlebarsEngine(Functions.standard())
                .parse(List.of(new TemplateSource("c/templates/_t.hbs", "t.hbs", template)))
                .execute("c/templates/_t.hbs", data);
    }
}
