package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

    @Test
    void mergesAsHelmDoes(@TempDir Path directory) throws Exception {
        String defaults = "keep: 1\ngone: {x: 1}\nmap: {a: 1, b: {c: 2, d: 3}}\nlist: [1, 2]\nempty: null\nscalar: x\n";
        String first = "gone: null\nmap: {b: {c: null, e: 5}}\nlist: [3]\nunknown: null\nscalar: {y: 1}\n";
        String second = "map: {a: 9}\n";
        Path one = Files.writeString(directory.resolve("one.yaml"), first);
        Path two = Files.writeString(directory.resolve("two.yaml"), second);
        String rendered = HelmOracle.template(
                directory,
                Map.of("values.yaml", defaults, "templates/v.yaml", "{{ omit .Values \"global\" | toYaml }}\n"),
                one,
                two);
        Chart chart = new ChartReader(new SizeLimit())
                .readTop("shop", List.of(new ChartFile("values.yaml", "values.yaml", bytes(defaults))), "shop");
        Map<String, Object> ours = Values.of(chart, Values.merge(tree(first), tree(second)));
        assertThat("---\n# Source: shop/templates/v.yaml\n" + YamlWriter.write(ours))
                .isEqualTo(rendered);
    }

    @Test
    void valuesFilesAreReadAsHelmReadsThem(@TempDir Path directory) {
        String values = "a:\tb\nc: \t\t{x:\t1}\nbin: !!binary YWI=\nq: \"k:\tv\"\nt: |\n  k:\tv\n  \tw\n---\na: 2\n";
        String rendered = HelmOracle.template(
                directory,
                Map.of("values.yaml", values, "templates/v.yaml", "{{ omit .Values \"global\" | toYaml }}\n"));
        assertThat("---\n# Source: shop/templates/v.yaml\n" + YamlWriter.write(ChartYaml.values("values.yaml", values)))
                .isEqualTo(rendered);
        assertThatThrownBy(() -> ChartYaml.values("values.yaml", "a:\n\tb: 1\n"))
                .hasMessageContaining("values.yaml:2");
    }

    @Test
    void whatIsNotInUtf8IsRefusedAsHelmRefusesIt(@TempDir Path directory) {
        byte[] latin = "a: 1\nb: \u00fcx\n".getBytes(StandardCharsets.ISO_8859_1);
        ChartCase chart = new ChartCase().file("values.yaml", latin).file("templates/a.yaml", "b: {{ .Values.b }}\n");

        assertThatThrownBy(() -> chart.helm(directory)).hasMessageContaining("UTF-8");
        assertThatThrownBy(chart::ours)
                .hasMessageEndingWith("values.yaml:2:4: not valid YAML: a cut or malformed character is not allowed");
    }

    @Test
    void whatFollowsTheFirstDocumentIsNotRead() {
        assertThat(ChartYaml.values("values.yaml", "a: 1\n---\na: 2\nb: [\n")).isEqualTo(Map.of("a", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=1,b=true,c=x|{\"a\":1,\"b\":true,\"c\":\"x\"}",
                "a.b[1].c=x|{\"a\":{\"b\":[null,{\"c\":\"x\"}]}}",
                "a={x,1,null}|{\"a\":[\"x\",1,null]}",
                "a={}|{\"a\":[\"\"]}",
                "a=1\\,2,b\\.c=3|{\"a\":\"1,2\",\"b.c\":3}",
                "a=null|{\"a\":null}",
                "a=,b=0123|{\"a\":\"\",\"b\":\"0123\"}",
                "a[0][1]=x|{\"a\":[[null,\"x\"]]}",
                "a=0,b=-5,c=1.5|{\"a\":0,\"b\":-5,\"c\":\"1.5\"}"
            })
    void setExpressions(String expression, String json) {
        Map<String, Object> values = new LinkedHashMap<>();
        SetExpression.typed(expression).applyTo(values);
        assertThat(Json.write(values)).isEqualTo(json);
    }

    @Test
    void setStringKeepsText() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("a", Map.of("z", 1L)));
        SetExpression.strings("a.b=1,a.c=true").applyTo(values);
        assertThat(values).isEqualTo(Map.of("a", Map.of("z", 1L, "b", "1", "c", "true")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a|2", "a.=1|3", "=x|1", "a[x]=1|3", "a[0=1|2", "a={x|3", "a[99999]=1|3", "a[-1]=1|3", "a={x}y|7"})
    void badSetExpressionsHaveACaret(String expression, int column) {
        assertThatThrownBy(() -> SetExpression.typed(expression).applyTo(new LinkedHashMap<>()))
                .isInstanceOfSatisfying(
                        SetExpressionException.class,
                        e -> assertThat(e.excerpt().orElseThrow().location().column())
                                .isEqualTo(column));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, Object> tree(String yaml) {
        return Tree.map(
                Yaml.read(yaml, "v", Yaml.DuplicateKeys.LAST_WINS).orElseThrow().plain());
    }
}
