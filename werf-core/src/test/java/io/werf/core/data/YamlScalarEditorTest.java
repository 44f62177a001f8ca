package io.werf.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlScalarEditorTest {

    private static String replaceAll(String text, String by) {
        return YamlScalarEditor.edit(text, "f", scalar -> scalar.value() == null ? Optional.empty() : Optional.of(by));
    }

    @Test
    void everythingButTheScalarsStays() {
        String text = """
                # head

                a:   1   # one
                b : !!int "2"
                c: &x 'three'
                d: *x
                list:
                - four
                -   "fi\\"ve" # 5
                - {k: six, "l":seven, m: [8, nine]}
                - ~
                block: |  # lines
                  one
                    two

                # before the end
                folded: >-
                  a
                  b
                plain: several
                  lines
                umlaut: \uD83D\uDE00ä
                none:
                end: x""";
        assertThat(replaceAll(text, "new")).isEqualTo("""
                # head

                a:   new   # one
                b : new
                c: &x new
                d: *x
                list:
                - new
                -   new # 5
                - {k: "new", "l":"new", m: ["new", "new"]}
                - ~
                block: new # lines

                # before the end
                folded: new
                plain: new
                umlaut: new
                none:
                end: new""");
    }

    @Test
    void placesAndPathsAreTold() {
        List<String> met = new ArrayList<>();
        YamlScalarEditor.edit("a:\n  b: [x, {c: y}]\nd: &z z\ne: *z\nf: {<<: {g: 1}}\n", "f", scalar -> {
            met.add(scalar.path() + " " + scalar.location() + " " + scalar.text());
            return Optional.empty();
        });
        assertThat(met).containsExactly("a.b[0] f:2:7 x", "a.b[1].c f:2:14 y", "d f:3:4 z", "f.<<.g f:5:13 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "80",
                "true",
                "x: y",
                "#x",
                "*a",
                "- b",
                "a\nb",
                "a\nb\n",
                "a\n\nb\n\n",
                "\na",
                "  a\n b\n",
                "a \nb",
                "tab\there\nb",
                "cr\r\nlf\n",
                "'q' \"d\"",
                "1e400",
                "---\na",
                "ä\uD83D\uDE00\n\u0000",
                "{{ x }}, [y]"
            })
    void everyStringReadsBack(String value) {
        for (String text : List.of(
                "a: old\nz: 1\n",
                "a: old # comment\nz: 1\n",
                "a: old",
                "m:\n    a: &q old # c\n    b: *q\nz: 1\n",
                "l:\n  - old\n  - z\n",
                "l:\n- k: old\n  z: 1\n",
                "f: {a: old, b: [old, \"old\"]}\n",
                "a: |\n  old\r\nz: 1\n")) {
            String edited = YamlScalarEditor.edit(
                    text, "f", scalar -> scalar.text().strip().equals("old") ? Optional.of(value) : Optional.empty());
            Object tree = Yaml.read(edited, "f", Yaml.DuplicateKeys.REFUSED)
                    .map(YamlNode::plain)
                    .orElseThrow();
            List<Object> leaves = new ArrayList<>();
            leaves(tree, leaves);
            leaves.removeIf(leaf -> leaf.equals(1L) || leaf.equals("z"));
            assertThat(leaves).as(edited).isNotEmpty().allMatch(value::equals);
        }
    }

    private static void leaves(Object node, List<Object> out) {
        if (node instanceof java.util.Map<?, ?> map) {
            map.values().forEach(child -> leaves(child, out));
        } else if (node instanceof List<?> list) {
            list.forEach(child -> leaves(child, out));
        } else {
            out.add(node);
        }
    }

    @Test
    void severalLinesAreABlockThatPeopleCanRead() {
        assertThat(replaceAll("key: old # pem\nother: old\n", "a\nb\n"))
                .isEqualTo("key: | # pem\n  a\n  b\nother: |\n  a\n  b\n");
    }

    @Test
    void brokenYamlIsRefused() {
        for (String text : List.of("a: [", "a: *b", "a: 1\n---\nb: 1", "&a a: &b [*b]", "? [x]\n: y")) {
            assertThatThrownBy(() -> replaceAll(text, "N")).isInstanceOf(YamlException.class);
        }
    }
}
