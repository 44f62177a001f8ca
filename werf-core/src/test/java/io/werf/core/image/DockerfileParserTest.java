package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.image.Dockerfile.Instruction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileParserTest {

    private static Dockerfile parse(String text) {
        return DockerfileParser.parse(text, "Dockerfile");
    }

    private static Instruction only(String text) {
        List<Instruction> instructions =
                parse("FROM x\n" + text).stages().get(0).instructions();
        assertThat(instructions).hasSize(1);
        return instructions.get(0);
    }

    @Test
    void stagesHaveNamesBasesAndInstructions() {
        Dockerfile file = parse("ARG V=1\nfrom base:$V as Build\nRUN make\nFROM scratch\nCOPY --from=build /a /b\n");

        assertThat(file.globalArgs()).extracting(Instruction::words).containsExactly(List.of("V=1"));
        assertThat(file.stages()).hasSize(2);
        assertThat(file.stages().get(0).name()).contains("build");
        assertThat(file.stages().get(0).base()).isEqualTo("base:$V");
        assertThat(file.stages().get(1).name()).isEmpty();
        assertThat(file.stages().get(1).instructions().get(0).flag("from")).contains("build");
        assertThat(file.stages().get(1).instructions().get(0).location()).hasToString("Dockerfile:5:1");
    }

    @Test
    void continuationLinesAreJoinedWithoutCommentsAndEmptyLines() {
        Instruction run = only("RUN a \\\n  # comment\n\n && b \\  \n && c\n");

        assertThat(run.arguments()).isEqualTo("a  && b  && c");
    }

    @Test
    void twoEscapeCharactersDoNotContinue() {
        assertThat(parse("FROM x\nRUN echo \\\\\nRUN b").stages().get(0).instructions())
                .hasSize(2);
    }

    @Test
    void byteOrderMarkAndCarriageReturnsAreNotPartOfAnything() {
        Dockerfile file = parse("\uFEFFFROM x\r\nRUN a \\\r\n b\r\n");

        assertThat(file.stages().get(0).instructions().get(0).arguments()).isEqualTo("a  b");
    }

    @Test
    void directivesCountOnlyAtTheTop() {
        Dockerfile file = parse("# syntax = docker/dockerfile:1\n# escape=`\nFROM x\nRUN a `\n b\n");
        assertThat(file.directives()).isEqualTo(Map.of("syntax", "docker/dockerfile:1", "escape", "`"));
        assertThat(file.stages().get(0).instructions().get(0).arguments()).isEqualTo("a  b");

        assertThat(parse("# a comment\n# escape=`\nFROM x").directives()).isEmpty();
    }

    @Test
    void jsonFormIsToldFromShellForm() {
        assertThat(only("CMD [\"a b\", \"c\"]").words()).containsExactly("a b", "c");
        assertThat(only("CMD [\"a b\", \"c\"]").json()).isTrue();
        assertThat(only("CMD [ -f x ] && y").json()).isFalse();
        assertThat(only("COPY [\"a b\", \"/c\"]").words()).containsExactly("a b", "/c");
        assertThat(only("HEALTHCHECK --retries=3 CMD [\"x\"]").words()).containsExactly("CMD", "x");
    }

    @Test
    void flagsStandBeforeTheArgumentsAndMayBeQuoted() {
        Instruction run =
                only("RUN --mount=type=cache,target=/x --mount=\"type=bind,source=a b\" --network=none go --x");

        assertThat(run.flags("mount")).containsExactly("type=cache,target=/x", "type=bind,source=a b");
        assertThat(run.flag("network")).contains("none");
        assertThat(run.arguments()).isEqualTo("go --x");
        assertThat(only("COPY --link a b").flag("link")).contains("true");
    }

    @Test
    void heredocsBelongToTheirInstruction() {
        Instruction copy = only("COPY <<-A <<\"B\" /x/\n\tone\n\tA\ntwo $X\nB\n");
        assertThat(copy.heredocs()).containsExactly("\tone\n", "two $X\n");

        Dockerfile file = parse("FROM x\nRUN <<EOF bash\nFROM nothing\nEOF\nONBUILD RUN <<E\na\nE\nCMD [\"<<X\"]\n");
        assertThat(file.stages().get(0).instructions())
                .extracting(Instruction::keyword)
                .containsExactly("RUN", "ONBUILD", "CMD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            RUN <<EOF|EOF|true
            RUN 3<<-EOF|EOF|true
            RUN << EOF > file|EOF|true
            RUN cat << -EOF|-EOF|true
            RUN <<'one two'|one two|false
            RUN <<eo'f'|eof|false
            RUN <<eo\\'f|eo'f|true
            RUN <<'e'o\\'f|eo'f|false
            RUN <<$EOF|$EOF|true
            RUN [ -f x ] && cat <<E|E|true
            """)
    void heredocsAreNamedAsAShellReadsThem(String line, String name, boolean expands) {
        assertThat(Heredoc.in(line))
                .extracting(Heredoc::name, Heredoc::expand)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(name, expands));
        assertThat(only(line + "\nbody\n" + name + "\n").heredocs()).containsExactly("body\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            RUN "<<EOF"
            RUN cat <<<EOF
            RUN it's <<EOF
            RUN echo ${a[0]} <<EOF
            CMD cat <<EOF
            RUN ["<<EOF"]
            RUN <<
            """)
    void whatIsNoHeredocTakesNoLines(String line) {
        assertThat(only(line).heredocs()).isEmpty();
    }

    @Test
    void ofStagesWithTheSameNameTheLastCounts() {
        Dockerfile file = parse("FROM a AS x\nFROM x AS X\nFROM c\n");

        assertThat(file.stage("X", 3)).map(Dockerfile.Stage::index).contains(1);
        assertThat(file.stage("x", 1)).map(Dockerfile.Stage::index).contains(0);
        assertThat(file.stage("y", 3)).isEmpty();
    }

    @Test
    void aFileThatIsAProgramMaySayItsSyntax() {
        Dockerfile file = parse("#!/usr/bin/env x\n# syntax=a/b:1\n# escape=`\nFROM x\nRUN a \\\n b\n");

        assertThat(file.directives()).isEqualTo(Map.of("syntax", "a/b:1"));
        assertThat(file.stages().get(0).instructions()).hasSize(1);
    }

    @Test
    void commandsMayBeEmpty() {
        assertThat(only("CMD").json()).isFalse();
        assertThat(only("ENTRYPOINT []").words()).isEmpty();
        assertThat(only("RUN").arguments()).isEmpty();
    }

    @Test
    void hashInTheMiddleOfALineIsNoComment() {
        assertThat(only("RUN echo a # b").arguments()).isEqualTo("echo a # b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FROM x\\nRUNN a|Dockerfile:2:1: unknown instruction "RUNN"; did you mean RUN?
            RUN a|Dockerfile:1:1: only ARG may stand before the first FROM, not RUN
            # nothing|Dockerfile:1:1: there is no FROM in the Dockerfile
            FROM|Dockerfile:1:1: FROM has no arguments
            FROM a b|Dockerfile:1:6: FROM takes an image, or an image AS a name
            FROM a AS 1x|Dockerfile:1:11: invalid stage name "1x"
            FROM x\\nVOLUME ["/a", ""]|Dockerfile:2:8: VOLUME has an empty path
            FROM x\\nUSER|Dockerfile:2:1: USER has no arguments
            FROM x\\nCOPY a|Dockerfile:2:6: COPY needs a source and a destination
            FROM x\\nCOPY --form=y a b|Dockerfile:2:6: COPY has no flag --form; did you mean --from?
            FROM x\\nCOPY --from a b|Dockerfile:2:6: the flag --from has no value
            FROM x\\nCOPY --link=2 a b|Dockerfile:2:6: --link is true or false, not "2"
            FROM x\\nCOPY --from=1 --from=2 a b|Dockerfile:2:6: the flag --from stands twice
            FROM x\\nRUN <<EOF\\na|Dockerfile:2:5: the heredoc "EOF" has no end
            FROM x\\nENV a|Dockerfile:2:5: ENV a has no value
            FROM x\\nENV a=1 b|Dockerfile:2:9: "b" has no =; the form is name=value
            FROM x\\nRUN ["a", 1]|Dockerfile:2:5: the JSON array has an element that is not a string
            FROM x\\nSHELL bash|Dockerfile:2:7: SHELL takes a JSON array of strings
            FROM x\\nONBUILD FROM y|Dockerfile:2:9: FROM cannot be in ONBUILD
            FROM x\\nHEALTHCHECK --interval=x CMD y|Dockerfile:2:13: --interval is not a duration such as 30s
            FROM x\\nHEALTHCHECK NO|Dockerfile:2:13: HEALTHCHECK takes CMD or NONE, not "NO"
            # escape=x\\nFROM x|Dockerfile:1:1: the escape character must be \\ or `, not x
            """)
    void mistakesAreErrorsWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
                .isInstanceOf(DockerfileException.class)
                .hasMessageStartingWith(message);
    }
}
