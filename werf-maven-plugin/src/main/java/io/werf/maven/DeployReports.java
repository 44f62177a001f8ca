package io.werf.maven;

import io.werf.core.deploy.DeployReport;
import io.werf.core.deploy.ReleaseFailedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Writes what a deploy did into a file, also when it failed. */
final class DeployReports {

    private DeployReports() {}

    /** @param file empty when nobody wants it */
    static void write(Optional<Path> file, Supplier<DeployReport> run) {
        try {
            DeployReport report = run.get();
            file.ifPresent(path -> ReportFile.write(path, report.toJson()));
        } catch (ReleaseFailedException e) {
            file.ifPresent(path -> ReportFile.write(path, e.report().toJson()));
            throw e;
        }
    }
}
