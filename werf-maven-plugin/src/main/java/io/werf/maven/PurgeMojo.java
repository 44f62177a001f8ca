package io.werf.maven;

import io.werf.core.ProjectOptions;
import io.werf.core.PurgeRequest;
import io.werf.core.Werf;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Removes all images of the project from the repository, also those that are in use, and all records about them. */
@Mojo(name = "purge", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class PurgeMojo extends AbstractDeletingMojo {

    /** Says what would go, and deletes nothing. Default: false. */
    @Parameter(property = "werf.dryRun")
    private @Nullable String dryRun;

    /** Where the report goes, relative to the project directory. Default: {@code target/werf/purge.json}. */
    @Parameter(property = "werf.cleanupReport")
    private @Nullable String cleanupReport;

    @Override
    void run(Werf werf, Settings settings) {
        refuseSandbox(settings);
        ProjectOptions project = project(settings);
        Path report = project.directory()
                .resolve(settings.text("werf.cleanupReport", cleanupReport).orElse("target/werf/purge.json"));
        boolean dry = settings.flag("werf.dryRun", dryRun, false);
        CleanupReports.write(
                report, () -> werf.purge(new PurgeRequest(project, images(settings), vendor(settings), dry)));
    }
}
