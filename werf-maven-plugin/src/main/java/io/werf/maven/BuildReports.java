package io.werf.maven;

import io.werf.core.BuildReport;
import java.nio.file.Path;

/** The file of a build's report. */
final class BuildReports {

    private static final String DEFAULT = ".werf-build-report.json";

    private BuildReports() {}

    /**
     * Its path.
     *
     * @param directory of the project
     * @throws SettingException if the name has another ending than {@code .json} and {@code .env}; without any, it gets {@code .json}
     */
    static Path path(Settings settings, @org.jspecify.annotations.Nullable String configured, Path directory) {
        Path path = directory.resolve(
                settings.text("werf.buildReportPath", configured).orElse(DEFAULT));
        String name = String.valueOf(path.getFileName());
        if (!name.contains(".")) {
            return path.resolveSibling(name + ".json");
        }
        if (!name.endsWith(".json") && !name.endsWith(".env")) {
            throw new SettingException(
                    new Setting("werf.buildReportPath", path.toString(), "given"), "must end in .json or .env");
        }
        return path;
    }

    static void write(Path file, BuildReport report) {
        OutputFile.write(file, file.toString().endsWith(".env") ? report.toEnv() : report.toJson());
    }
}
