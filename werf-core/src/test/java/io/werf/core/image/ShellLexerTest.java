package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLexerTest {

    private static final Variables VARIABLES = variables();

    private static Variables variables() {
        Variables variables = new Variables();
        variables.arg("X", Optional.of("value"), true);
        variables.arg("EMPTY", Optional.of(""), true);
        variables.arg("FILE", Optional.of("a.b.tar.gz"), true);
        return variables;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', emptyValue = "~", textBlock = """
            $X|value
            ${X}y|valuey
            $Xy|~~
            ${NONE:-w}|w
            ${EMPTY:-w}|w
            ${EMPTY-w}|~~
            ${NONE-w}|w
            ${X:+w}|w
            ${EMPTY:+w}|~~
            ${EMPTY+w}|w
            ${NONE:-${X}}|value
            ${NONE:-"a b"}|a b
            \\$X|$X
            '$X'|$X
            "$X"|value
            "\\$X \\n"|$X \\n
            a\\ b|a b
            {"a"}|{a}
            ${FILE#*.}|b.tar.gz
            ${FILE##*.}|gz
            ${FILE%.*}|a.b.tar
            ${FILE%%.*}|a
            ${FILE/./-}|a-b.tar.gz
            ${FILE//./-}|a-b-tar-gz
            $|$
            100$ x|100$ x
            """)
    void expandsAsDockerDoes(String text, String expanded) throws Exception {
        assertThat(ShellLexer.expand(text, '\\', VARIABLES)).isEqualTo(expanded.equals("~") ? "" : expanded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ${X|"}" is missing in ${X
            ${}|bad substitution: no name behind ${
            ${NONE:?needed}|NONE: needed
            ${EMPTY:?}|EMPTY: is not set
            'a|a single quote is not closed
            "a|a double quote is not closed
            ${X:#a}|unsupported modifier :# in ${X…}
            """)
    void refusesWhatIsNoSubstitution(String text, String message) {
        assertThatThrownBy(() -> ShellLexer.expand(text, '\\', VARIABLES)).hasMessage(message);
    }

    @Test
    void splitsUnquotedBlanksOnly() throws Exception {
        Variables variables = new Variables();
        variables.env("P", "80 81", true);

        assertThat(ShellLexer.words("$P 'a b' c", '\\', variables)).containsExactly("80", "81", "a b", "c");
    }

    @Test
    void nestingIsBounded() {
        String deep = "${N:-".repeat(5000) + "}".repeat(5000);

        assertThatThrownBy(() -> ShellLexer.expand(deep, '\\', VARIABLES)).hasMessageContaining("nested");
    }

    @Test
    void environmentWinsOverArguments() throws Exception {
        Variables variables = new Variables();
        variables.env("A", "env", true);
        variables.arg("A", Optional.of("arg"), true);

        assertThat(ShellLexer.expand("$A", '\\', variables)).isEqualTo("env");
    }
}
