package io.werf.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Yaml.DuplicateKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {

    /** The golden values were read from Helm 3.21 and kubectl. */
    @ParameterizedTest
    @CsvSource({
        "yes,true",
        "on,true",
        "off,false",
        "n,false",
        "0755,493",
        "0o17,15",
        "1_000,1000",
        "0x1F,31",
        "+1,1",
        "0,0"
    })
    void plainScalarsMeanWhatTheyMeanToHelm(String text, String expected) {
        assertThat(Json.write(scalar(text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.2.3", "v1", "1h", "0x", "-x", "1e", "2024-01-02"})
    void textStaysText(String text) {
        assertThat(scalar(text)).isEqualTo(text);
    }

    @Test
    void floats() {
        assertThat(scalar("1e3")).isEqualTo(1000.0);
        assertThat(scalar("-.5")).isEqualTo(-0.5);
        assertThat(scalar("12e4567")).isEqualTo("12e4567");
        assertThat(scalar("9223372036854775808")).hasToString("9223372036854775808");
    }

    @Test
    void whatJsonHasNotIsRefused() {
        assertThatThrownBy(() -> plain("a: {b: .inf}\n")).hasMessage("test.yaml:1:8: JSON has no number like .inf");
        assertThatThrownBy(() -> plain("a: -.INF\n")).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> plain("a: [.nan]\n")).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> plain("a: 1\n~: 2\n")).hasMessage("test.yaml:2:1: null cannot be a key");
    }

    @Test
    void characterThatYamlDoesNotAllowIsReportedWhereItStands() {
        assertThatThrownBy(() -> plain("a: 1\nb: '\uD83D\uDE00x\u0007y'\n"))
                .hasMessage("test.yaml:2:7: not valid YAML: the character U+0007 is not allowed");
        assertThatThrownBy(() -> plain("a: 1\n".repeat(5000) + "b: \uDCC3\n"))
                .hasMessage("test.yaml:5001:4: not valid YAML: a cut or malformed character is not allowed");
        assertThatThrownBy(() -> Yaml.readAll("a: 1\nb: \u0000\n", "test.yaml", 10, DuplicateKeys.REFUSED))
                .hasMessage("test.yaml:12:4: not valid YAML: the character U+0000 is not allowed");
    }

    @Test
    void quotedAndTaggedScalarsAreStrings() {
        assertThat(plain("a: 'yes'\nb: !!str 12\nc: \"0755\"\n")).isEqualTo(Map.of("a", "yes", "b", "12", "c", "0755"));
    }

    @Test
    void mergeKeysAndAliasesAreResolved() {
        assertThat(plain("base: &b {p: 1, q: 2}\nuse: {<<: *b, q: 3}\n"))
                .isEqualTo(Map.of("base", Map.of("p", 1L, "q", 2L), "use", Map.of("q", 3L, "p", 1L)));
    }

    @Test
    void positionsAreThoseOfTheFile() {
        YamlNode.MapNode root =
                (YamlNode.MapNode) Yaml.readAll("a: 1\nb:\n  c: x\n", "werf.yaml", 10, DuplicateKeys.REFUSED)
                        .get(0);
        YamlNode.MapNode b = (YamlNode.MapNode) root.entries().get(1).value();
        assertThat(b.entries().get(0).keyLocation()).hasToString("werf.yaml:13:3");
    }

    @Test
    void commentOnlyDocumentsAreSkipped() {
        assertThat(Yaml.readAll("# nothing\n---\na: 1\n---\n# x\n", "f", 0, DuplicateKeys.REFUSED))
                .hasSize(1);
    }

    @Test
    void duplicateKeyIsShownWithBothPlaces() {
        assertThatThrownBy(() -> Yaml.read("a: 1\nb: 2\na: 3\n", "werf.yaml", DuplicateKeys.REFUSED))
                .isInstanceOf(YamlException.class)
                .hasMessage("werf.yaml:3:1: duplicate key \"a\", it is also in line 1");
        assertThat(Yaml.read("a: 1\na: 3\n", "values.yaml", DuplicateKeys.LAST_WINS)
                        .orElseThrow()
                        .plain())
                .isEqualTo(Map.of("a", 3L));
    }

    @Test
    void hostileTextIsRefused() {
        assertThatThrownBy(() -> plain("a: &x [*x]\n")).isInstanceOf(YamlException.class);
        assertThatThrownBy(() -> plain("[".repeat(100_000))).isInstanceOf(YamlException.class);
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a%d: &a%d [%s]\n"
                    .formatted(
                            i,
                            i,
                            String.join(
                                    ", ",
                                    List.of(("*a" + (i - 1) + " ")
                                            .repeat(9)
                                            .strip()
                                            .split(" ")))));
        }
        assertThatThrownBy(() -> plain(laughs.toString()))
                .isInstanceOf(YamlException.class)
                .hasMessageMatching("test.yaml:[5-9]:5: aliases expand .*");
    }

    private static Object scalar(String text) {
        return Tree.map(plain("v: " + text + "\n")).get("v");
    }

    private static Object plain(String text) {
        return Yaml.read(text, "test.yaml", DuplicateKeys.REFUSED).orElseThrow().plain();
    }
}
