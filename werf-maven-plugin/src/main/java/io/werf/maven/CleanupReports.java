package io.werf.maven;

import io.werf.core.CleanupReport;
import io.werf.core.cleanup.DeletionFailedException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Writes what a clean-up did into a file, also when the registry refused a part of it. */
final class CleanupReports {

    private CleanupReports() {}

    static void write(Path file, Supplier<CleanupReport> run) {
        try {
            OutputFile.write(file, run.get().result().toJson());
        } catch (DeletionFailedException e) {
            OutputFile.write(file, e.result().toJson());
            throw e;
        }
    }
}
