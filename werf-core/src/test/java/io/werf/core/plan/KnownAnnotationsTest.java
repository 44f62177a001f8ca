package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class KnownAnnotationsTest {

    private static final Path MANUAL = Path.of("..", "src", "site", "markdown", "deploys.md");

    private static String manual() throws Exception {
        return Files.readString(MANUAL);
    }

    @Test
    void whatTheManualNamesIsKnown() throws Exception {
        List<String> named = Pattern.compile("(?<![.\\w])(?:werf\\.io|helm\\.sh)/[a-zA-Z-]+")
                .matcher(manual())
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(KnownAnnotations.problem(name)).isEmpty());
    }

    @Test
    void whatIsKnownIsInTheManual() throws Exception {
        assertThat(manual()).contains(KnownAnnotations.ofUsers());
    }

    @Test
    void annotationsOfOthersAreNoMistakes() {
        assertThat(KnownAnnotations.problem("project.werf.io/name")).isEmpty();
        assertThat(KnownAnnotations.problem("meta.helm.sh/release-name")).isEmpty();
        assertThat(KnownAnnotations.problem("example.com/weight")).isEmpty();
    }
}
