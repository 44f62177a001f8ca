package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLooksTest {

    /** Half a character, which no character set has: what an umlaut is for a JVM that was started with LC_ALL=C. */
    private static final String UNWRITABLE = "src/\ud800.txt";

    @Test
    void aNameThatTheLocaleCannotWriteIsAnErrorThatSaysSo(@TempDir Path workTree) {
        FileLooks looks = new FileLooks(workTree);

        assertThatThrownBy(() -> looks.areThoseOf(new DirCacheEntry("src/x.txt"), UNWRITABLE))
                .isInstanceOfSatisfying(
                        FileNameException.class, e -> assertThat(e.path()).isEqualTo(UNWRITABLE))
                .hasMessageContaining("the locale of this JVM")
                .hasMessageContaining(System.getProperty("sun.jnu.encoding"));
    }
}
