package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.git.FileMode;
import io.werf.core.git.LinkException;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.BuildContext;
import io.werf.core.image.TargetImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextDirectoryTest {

    private static final TreeEntry LINK = new TreeEntry("a", FileMode.SYMLINK, "1");

    @TempDir
    private Path elsewhere;

    /** Nothing but these files; each contains where the link leads. */
    private record OnlyFiles(List<TreeEntry> files, String content) implements BuildContext {

        @Override
        public InputStream open(TreeEntry file) {
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public long size(TreeEntry file) {
            return content.length();
        }

        @Override
        public void writeTar(OutputStream out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasDockerfile() {
            return false;
        }

        @Override
        public String dockerfilePath() {
            return "Dockerfile";
        }
    }

    private static TargetImage image(String content, TreeEntry... files) {
        TargetImage plain = TestImages.image("app", "FROM x", Map.of());
        return new TargetImage(
                plain.config(),
                plain.dockerfile(),
                0,
                new OnlyFiles(List.of(files), content),
                plain.digest(),
                plain.dependencies());
    }

    @Test
    void filesModesLinksAndSubmodulesAreAsInACheckout() throws IOException {
        TargetImage image = image(
                "run",
                LINK,
                new TreeEntry("d/run", FileMode.EXECUTABLE, "2"),
                new TreeEntry("module", FileMode.SUBMODULE, "3"));
        Path context;
        try (ContextDirectory directory = ContextDirectory.of(image)) {
            context = directory.context();
            assertThat(directory.dockerfile()).hasContent("FROM x");
            assertThat(Files.readSymbolicLink(context.resolve("a"))).isEqualTo(Path.of("run"));
            assertThat(context.resolve("d/run")).isExecutable().hasContent("run");
            assertThat(context.resolve("module")).isEmptyDirectory();
        }
        assertThat(context).doesNotExist();
    }

    /** Git refuses to make such a commit, but not to transport it. */
    @Test
    void nothingIsWrittenThroughALink() {
        TargetImage image = image(elsewhere.toString(), LINK, new TreeEntry("a/b", FileMode.REGULAR, "2"));
        assertThatThrownBy(() -> ContextDirectory.of(image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a/b");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aLinkLongerThanAnyPathIsNotReadWhole() {
        assertThatThrownBy(() -> ContextDirectory.of(image("x".repeat(5000), LINK)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("longer than any path");
    }
}
