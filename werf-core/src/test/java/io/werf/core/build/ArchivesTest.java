package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.git.TreeEntry;
import io.werf.core.image.BaseConfig;
import io.werf.core.image.StageEvaluator;
import io.werf.core.image.Step;
import io.werf.core.image.TargetImage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchivesTest {

    private static Optional<String> found(String instruction) {
        TargetImage image = TestImages.image(
                "app",
                "FROM scratch\n" + instruction,
                Map.of("data", " ".repeat(257) + "ustar  ", "dir/data", "BZh91AY", "text", "BZ", "short", ""));
        Step.Copy copy = (Step.Copy) StageEvaluator.evaluate(image, Map.of(), name -> BaseConfig.EMPTY)
                .get(0)
                .steps()
                .get(0);
        return Archives.added(copy, image.context()).map(TreeEntry::path);
    }

    @Test
    void whatAddNamesAndLooksLikeAnArchive() {
        assertThat(found("ADD data /x/")).contains("data");
        assertThat(found("ADD ./dir/../data /x/")).contains("data");
        assertThat(found("ADD text short dir/data /x/")).contains("dir/data");
        assertThat(found("ADD d*a /x/")).contains("data");
    }

    @Test
    void whatIsOnlyCopied() {
        assertThat(found("COPY data /x/")).isEmpty();
        assertThat(found("ADD dir /x/")).isEmpty();
        assertThat(found("ADD text short /x/")).isEmpty();
    }
}
