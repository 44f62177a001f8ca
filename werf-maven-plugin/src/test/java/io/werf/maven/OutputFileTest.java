package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path temporary;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPrivateFileIsItsOwnersAlone() throws IOException {
        Path file = temporary.resolve("new/tls.key");
        OutputFile.writePrivate(file, new byte[] {1});
        OutputFile.writePrivate(file, new byte[] {2});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file).hasBinaryContent(new byte[] {2});
    }

    @Test
    void whatCannotBeWrittenIsSaidInWords() throws IOException {
        Path file = Files.createDirectory(temporary.resolve("directory"));
        assertThatThrownBy(() -> OutputFile.write(file, "x"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write " + file + ": ")
                .hasMessageNotContaining("java.nio");
    }
}
