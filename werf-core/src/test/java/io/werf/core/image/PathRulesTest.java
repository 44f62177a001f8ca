package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **|file|true
            **|dir/file|true
            **/|file|true
            **/**|dir/file|true
            dir/**|dir/file|true
            dir/**|dir|false
            dir/**|dir/dir2/file|true
            **/dir|dir/file|true
            **/dir2/*|dir/dir2/file|true
            **/dir2/**|dir/dir2/dir2/file|true
            **file|file|true
            **file|dir/file|true
            **file|dir/afile|true
            **/file|dir/afile|false
            **/file*txt|dir/filetxt|true
            **/file*.txt|dir/dir/file1.txt|true
            **/*.txt|file.txt|true
            **/*.txt|a/b/.txt|true
            **/*.txt|a/b.txt/c|true
            **/*.txt|a/b.text|false
            **/*|a/b|true
            a**|a.file|true
            a**/*.txt|abc/x.txt|true
            a[b-d]e|ace|true
            a[b-d]e|aae|false
            a[^b-d]e|aze|true
            a[^b]e|a/e|true
            *.txt|file.txt|true
            *.txt|dir/file.txt|false
            .*|.foo|true
            .*|foo|false
            abc.def|abcdef|false
            a?c|a/c|false
            a\\*b|a*b|true
            a\\*b|axb|false
            a.|ab|false
            file|file/below/it|true
            /file|file|true
            dir/|dir/x|true
            ./dir//x/../y|dir/y/z|true
            (a)+$|(a)+$|true
            **/foo/bar|foo/bar|true
            foo/**/bar|foo/bar|true
            foo/**/bar|foo/a/b/bar|true
            日本*|日本語|true
            """)
    void matchesAsMobyDoes(String pattern, String path, boolean matches) {
        assertThat(PathRules.of(List.of(pattern)).walk().matches(path)).isEqualTo(matches);
    }

    @Test
    void theLastMatchDecides() {
        PathRules.Walk rules = PathRules.of(List.of("docs", "!docs/README.md", "docs/README.md/x", "*.md", "!a.md"))
                .walk();

        assertThat(rules.matches("docs/a")).isTrue();
        assertThat(rules.matches("docs/README.md")).isFalse();
        assertThat(rules.matches("b.md")).isTrue();
        assertThat(rules.matches("a.md")).isFalse();
    }

    @Test
    void anExceptionForADirectoryIsAskedAtTheDirectoryOnlyIfItIsIgnored() {
        // Docker's own walk does so, whatever its manual says.
        PathRules.Walk rules = PathRules.of(List.of("x/y", "!x")).walk();
        assertThat(rules.matches("x/y")).isTrue();

        assertThat(PathRules.of(List.of("x", "!x")).walk().matches("x/y")).isFalse();
        assertThat(PathRules.of(List.of("x/y", "!x/y")).walk().matches("x/y/z")).isFalse();
    }

    @Test
    void directoriesThatCannotHoldAnExceptionNeedNotBeEntered() {
        PathRules.Walk rules = PathRules.of(List.of("*", "!src/main", "!**/*.keep", "node_modules"))
                .walk();
        assertThat(rules.matchesAllBelow("src")).isFalse();
        assertThat(rules.matchesAllBelow("other")).isFalse();

        PathRules.Walk literal = PathRules.of(List.of("*", "!src/main")).walk();
        assertThat(literal.matchesAllBelow("other")).isTrue();
        assertThat(literal.matchesAllBelow("src")).isFalse();
        assertThat(literal.matchesAllBelow("src/main")).isFalse();
        assertThat(literal.matchesAllBelow("src/test")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"[", "[]a]", "a[", "[z-a]", "[a-]", "x\\", "!"})
    void malformedPatternsAreRefused(String pattern) {
        assertThatThrownBy(() -> PathRules.of(List.of(pattern))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ignoreFilesHaveCommentsBlanksAndAByteOrderMark() {
        PathRules.Walk rules = DockerIgnore.parse("\uFEFFa  \r\n# c\r\n\n  b\n#d", ".dockerignore")
                .rules()
                .walk();

        assertThat(List.of("a", "b", "c", "# c", "d", "#d"))
                .filteredOn(rules::matches)
                .containsExactly("a", "b");
        assertThatThrownBy(() -> DockerIgnore.parse("a\n[\n", ".dockerignore"))
                .isInstanceOf(DockerIgnoreException.class)
                .hasMessage(".dockerignore:2:1: malformed pattern \"[\": [ is not closed");
    }
}
