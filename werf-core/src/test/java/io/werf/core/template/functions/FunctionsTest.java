package io.werf.core.template.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.HelmOracle;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {

    static List<List<Object>> calls() {
        return List.of(
                call("x", "default", "x", ""),
                call("y", "default", "x", "y"),
                call("x", "required", "m", "x"),
                call("\"a\\\"\\n\" \"1\"", "quote", "a\"\n", null, 1L),
                call("'a' '1'", "squote", "a", 1L),
                call("AB", "upper", "aB"),
                call("ab", "lower", "aB"),
                call("a b", "trim", " a b\n"),
                call("a", "trimSuffix", "-b", "a-b"),
                call("b", "trimPrefix", "a-", "a-b"),
                call("a+b+c", "replace", "-", "+", "a-b-c"),
                call(true, "contains", "b", "abc"),
                call(false, "hasPrefix", "b", "abc"),
                call(true, "hasSuffix", "c", "abc"),
                call("  a\n  b", "indent", 2, "a\nb"),
                call("\n a", "nindent", 1, "a"),
                call("YQ==", "b64enc", "a"),
                call("a", "b64dec", "YQ=="),
                call("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", "sha256sum", "a"),
                call(true, "eq", 1L, 2L, 1.0),
                call(false, "eq", 1L, "1"),
                call(true, "ne", 1L, "1"),
                call(true, "lt", 1L, 1.5),
                call(true, "gt", "b", "a"),
                call("", "and", 1L, "", 2L),
                call(2L, "or", "", 2L, 3L),
                call(true, "not", List.of()),
                call(6L, "add", 1L, "2", 3.9),
                call(-1L, "sub", 1L, 2L),
                call(6L, "mul", 2L, 3L),
                call(12, "int", "12"),
                call(0, "int", "x"),
                call(List.of(1L, "a"), "list", 1L, "a"),
                call(Map.of("a", 1L, "b", ""), "dict", "a", 1L, "b"),
                call(1L, "get", Map.of("a", 1L), "a"),
                call("", "get", Map.of("a", 1L), "b"),
                call(true, "hasKey", Map.of("a", 1L), "a"),
                call("a-1", "join", "-", Arrays.asList("a", null, 1L)),
                call(Map.of("_0", "a", "_1", "b"), "split", "-", "a-b"),
                call("a", "first", List.of("a", "b")),
                call("b", "last", List.of("a", "b")),
                call("x", "ternary", "x", "y", true),
                call("y", "ternary", "x", "y", false),
                call("z", "coalesce", null, "", "z"),
                call(true, "empty", 0L),
                call(Map.of("a", 1.0), "fromYaml", "a: 1"),
                call(Map.of("a", 1.0), "fromJson", "{\"a\":1}"),
                call("{\"a\":\"\\u003cb\\u003e\",\"z\":1.5}", "toJson", Map.of("z", 1.5, "a", "<b>")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void computes(List<Object> call) {
        assertThat(apply((String) call.get(1), call.subList(2, call.size()).toArray()))
                .isEqualTo(call.get(0));
    }

    @Test
    void wrongCallsNameFunctionAndArgument() {
        assertThatThrownBy(() -> apply("upper")).hasMessage("wrong number of arguments for upper: want 1, got 0");
        assertThatThrownBy(() -> apply("upper", 5L))
                .hasMessage("wrong type of argument 1 of upper: want a string, got a number");
        assertThatThrownBy(() -> apply("required", "set it", null)).hasMessage("set it");
        assertThatThrownBy(() -> apply("fail", "no"))
                .isInstanceOf(FunctionException.class)
                .hasMessage("no");
        assertThatThrownBy(() -> apply("indent", 1_000_000_000, "a")).hasMessageContaining("0 to 1000");
        assertThat(apply("b64dec", "***")).isEqualTo("illegal base64 data at input byte 0");
        assertThatThrownBy(() -> apply("div", 1L, 0L)).hasMessage("runtime error: integer divide by zero");
        assertThatThrownBy(() -> apply("lt", 1L, "a")).hasMessageContaining("incompatible types");
        assertThat(Tree.map(apply("fromYaml", "[")).get("Error")).isNotNull();
    }

    /** Every value in one file: one call of Helm. */
    @Test
    void yamlIsThatOfHelm(@TempDir Path directory) {
        String values = """
                plain: some text
                bools: ["yes", "no", "on", "y", "true", "null", "~", ""]
                numbers: ["1", "08", "0x1F", "1e3", "1_000", "0o17", ".5", "1:30", "12e03", "-", "+1", "1.", ".inf"]
                dates: ["2024-01-02", "2024-13-02", "2001-12-14t21:59:43.10-05:00", "2024-1-2 3:4:5"]
                odd: ["a: b", "a #b", "#a", "- a", "-a", "?", "? a", "a:", ":a", "[a", "a]", "{a", "@a", "%a", "`a", "!a",
                      "&a", "*a", "'a'", "\\"a\\"", "a'b", "a\\"b", " a", "a ", "---", "...", "---a", "<<", "=", "|", ">",
                      ",a", "a,b", "a\\tb", "a\\\\b", "é", "日本", "😀", "a\\u0007", "a\\u00a0b", "a\\rb"]
                blocks:
                  keep: "a\\nb\\n\\n"
                  clip: "a\\nb\\n"
                  strip: "a\\nb"
                  indented: "  a\\nb\\n"
                  blank: "\\na"
                  trailing: "a \\nb"
                  end: "a\\nb "
                  tab: "a\\n\\tb"
                  list: ["a\\nb", ["c\\nd\\n"]]
                floats: [1.5, 100.0, 1e21, 1234567.5, 0.00001, -0.1, 12345678901]
                nested: {empty: {}, none: [], "null": null, deep: [[1, 2], [{a: 1, b: [x]}], []]}
                keys: {a10: 1, a2: 2, B: 3, a: 4, _x: 5, "1": 6, "yes": 7, "a b": 8, "a: b": 9, "": 10, a-b: 11, x1b: 12,
                       "01": 13, "001": 14, "10": 15, "2": 16, "a\\nb": 17}
                long: ["LONG", "LONG: x", "LONG\\t x", {deep: ["LONG", "'LONG  #  LONG", "\\e LONG  LONG "]}, "xLONGx  LONG"]
                LONG: "LONG"
                """.replace("LONG", "wörd ab ".repeat(20) + "x".repeat(90));
        String helm = HelmOracle.evaluate(directory, "omit .Values \"global\" | toYaml", values);
        Object tree = Yaml.read(values, "v", Yaml.DuplicateKeys.LAST_WINS)
                .orElseThrow()
                .plain();
        assertThat(apply("toYaml", tree)).isEqualTo(helm);
    }

    @Test
    void jsonIsThatOfHelm(@TempDir Path directory) {
        String values =
                "a: \"<&>\\u2028\\t\\u0001é😀\\\\\\\"\"\nn: [1.5, 1e21, 0.0000001, 100.0, null, true]\nz: {b: 1, a: {}}\n";
        Object tree = Yaml.read(values, "v", Yaml.DuplicateKeys.LAST_WINS)
                .orElseThrow()
                .plain();
        assertThat(apply("toJson", tree))
                .isEqualTo(HelmOracle.evaluate(directory, "omit .Values \"global\" | toJson", values));
    }

    @Test
    void printfIsThatOfHelm(@TempDir Path directory) {
        String[] formats = {
            "%s|%v|%q|%5s|%-5s|%.1s|%x|%T|%d",
            "%d|%05d|%+d|%x|%X|%b|%o|%c|%5d|%-5d|%v|%s|%q|%t|%T",
            "%f|%.2f|%8.3f|%e|%g|%v|%08.2f|%d|%.3g|%T",
            "%t|%v|%s|%5t",
            "100%%|%s",
            "%s|%s|%"
        };
        StringBuilder go = new StringBuilder();
        StringBuilder ours = new StringBuilder();
        Object[][] values = {
            {"aé\"", "aé\"", "aé\"", "aé\"", "aé\"", "aé\"", "aé\"", "aé\"", "aé\""},
            {42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42, 42},
            {1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5},
            {true, true, true, true},
            {"x", "extra", 1},
            {"one"}
        };
        for (int i = 0; i < formats.length; i++) {
            go.append("(printf ").append(GoFormat.quote(formats[i]));
            for (Object value : values[i]) {
                go.append(' ').append(value instanceof String s ? GoFormat.quote(s) : value);
            }
            go.append(") ");
            Object[] call = new Object[values[i].length + 1];
            call[0] = formats[i];
            System.arraycopy(values[i], 0, call, 1, values[i].length);
            ours.append(i == 0 ? "" : "\n").append(apply("printf", call));
        }
        assertThat(ours.toString()).isEqualTo(HelmOracle.evaluate(directory, "list " + go + " | join \"\\n\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%!", "%99999999999d", "%-0+# 5.3q", "%.d", "%[1]d"})
    void strangeFormatsAreText(String format) {
        assertThat(apply("printf", format, 1L)).isInstanceOf(String.class);
    }

    @Test
    void imagesByNameListOrRoot() {
        TemplateFunction image = ImageFunction.over(Map.of("app", "r:1", "", "r:0"));
        assertThat(image.apply(List.of("app"))).isEqualTo("r:1");
        assertThat(image.apply(List.of(List.of("app", Map.of())))).isEqualTo("r:1");
        assertThat(image.apply(List.of(Map.of()))).isEqualTo("r:0");
        assertThat(image.apply(List.of())).isEqualTo("r:0");
        assertThatThrownBy(() -> image.apply(List.of("ap"))).hasMessage("no image \"ap\" in werf.yaml; there are: app");
        assertThatThrownBy(() -> ImageFunction.over(Map.of("", "r:0")).apply(List.of("app")))
                .hasMessage("no image \"app\" in werf.yaml; its image has no name: {{ werf_image }}");
    }

    private static List<Object> call(Object... parts) {
        return Arrays.asList(parts);
    }

    private static Object apply(String name, Object... arguments) {
        return Functions.standard().get(name).orElseThrow().apply(Arrays.asList(arguments));
    }
}
