package io.werf.maven;

import io.werf.core.ProjectOptions;
import io.werf.core.ReleaseOptions;
import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport;
import io.werf.core.deploy.ReleaseFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The report of a deploy, a rollback or a removal in a file, also of one that failed. */
enum DeployReports {
    DEPLOY("Deploy"),
    ROLLBACK("Rollback"),
    UNINSTALL("Uninstall");

    private final String word;

    DeployReports(String word) {
        this.word = word;
    }

    /** Where the report is. */
    Path path(Settings settings, @Nullable String configured, ProjectOptions project) {
        String name = word.toLowerCase(Locale.ROOT);
        return project.directory()
                .resolve(settings.text("werf." + name + "ReportPath", configured)
                        .orElse(".werf-" + name + "-report.json"));
    }

    /** Where it is to be written; empty when nobody wants it. */
    Optional<Path> wanted(
            Settings settings, @Nullable String save, @Nullable String configured, ProjectOptions project) {
        return settings.flag("werf.save" + word + "Report", save, false)
                ? Optional.of(path(settings, configured, project))
                : Optional.empty();
    }

    /** The release that a report is about, in the cluster of {@code release}. */
    static ReleaseOptions read(Path file, ReleaseOptions release) {
        try {
            Object report = Json.readObject(Files.readAllBytes(file));
            String name = Tree.string(report, "release").orElse("");
            String namespace = Tree.string(report, "namespace").orElse("");
            if (!name.isEmpty() && !namespace.isEmpty()) {
                return release.named(name, namespace);
            }
        } catch (IOException | JsonException e) {
            throw unusable(file, e.toString());
        }
        throw unusable(file, "it names no release");
    }

    private static SettingException unusable(Path file, String reason) {
        return new SettingException(
                new Setting("werf.deployReportPath", file.toString(), "given"),
                "must be the report of a deploy (" + reason + ")");
    }

    /** @param file empty when nobody wants it */
    static void write(Optional<Path> file, Supplier<DeployReport> run) {
        try {
            DeployReport report = run.get();
            file.ifPresent(path -> OutputFile.write(path, report.toJson()));
        } catch (ReleaseFailedException e) {
            file.ifPresent(path -> OutputFile.write(path, e.report().toJson()));
            throw e;
        }
    }
}
