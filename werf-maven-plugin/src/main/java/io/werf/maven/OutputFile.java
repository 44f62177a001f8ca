package io.werf.maven;

import io.werf.core.error.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes the files that users ask for, with the directories that their paths need. */
final class OutputFile {

    private OutputFile() {}

    static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(prepare(file), content);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** For what only its owner may read; a file that is there keeps its permissions. */
    static void writePrivate(Path file, byte[] content) {
        try {
            Path prepared = prepare(file);
            if (Files.notExists(prepared)
                    && prepared.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        prepared, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(prepared, content);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** The same path; its directory exists then. */
    static Path prepare(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            return file;
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** What a user is told. */
    static UncheckedIOException failed(Path file, IOException cause) {
        return new UncheckedIOException("cannot write " + file + ": " + FileProblem.reason(cause), cause);
    }
}
