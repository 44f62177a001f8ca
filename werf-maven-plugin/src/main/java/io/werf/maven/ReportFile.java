package io.werf.maven;

import io.werf.core.CleanupReport;
import io.werf.core.cleanup.CleanupResult;
import io.werf.core.cleanup.DeletionFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Writes reports into files; that of a clean-up also when the registry refused a part of it. */
final class ReportFile {

    private ReportFile() {}

    static void write(Path file, Supplier<CleanupReport> run) {
        try {
            write(file, run.get().result());
        } catch (DeletionFailedException e) {
            write(file, e.result());
            throw e;
        }
    }

    private static void write(Path file, CleanupResult result) {
        write(file, result.toJson());
    }

    /** Writes a report, with the directories that its path needs. */
    static void write(Path file, String report) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(file, report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + file, e);
        }
    }
}
