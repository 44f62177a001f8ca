package io.werf.maven;

import io.werf.core.RollbackRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings an earlier revision of the release back: shows what changes, applies it, waits until everything is ready, and records it
 * as a new revision. Needs neither images nor chart; without a commit when release and namespace are given.
 */
@Mojo(name = "rollback", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class RollbackMojo extends AbstractReleaseMojo {

    /** Number of the revision to bring back. Default: the last good one before the newest. */
    @Parameter(property = "werf.revision")
    private @Nullable String revision;

    /** Longest time for the rollback: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    /** How many revisions of the release are kept. Default: 5. */
    @Parameter(property = "werf.releasesHistoryMax")
    private @Nullable String releasesHistoryMax;

    /** Leaves the logs of new pods out, which are shown while they start. Default: false. */
    @Parameter(property = "werf.noPodLogs")
    private @Nullable String noPodLogs;

    /** Writes what was done and what was not into a file, also when the rollback fails. Default: false. */
    @Parameter(property = "werf.saveRollbackReport")
    private @Nullable String saveRollbackReport;

    /** Where that report goes, relative to the project directory. Default: {@code .werf-rollback-report.json}. */
    @Parameter(property = "werf.rollbackReportPath")
    private @Nullable String rollbackReportPath;

    /**
     * Takes objects over that the revision has and that belong to another release or to nobody; else such objects are refused.
     * Default: false.
     */
    @Parameter(property = "werf.forceAdoption")
    private @Nullable String forceAdoption;

    @Override
    void run(Werf werf, Settings settings) {
        RolloutOptions rollout = new RolloutOptions(
                false,
                settings.duration("werf.timeout", timeout),
                settings.number(
                        "werf.releasesHistoryMax", releasesHistoryMax, RolloutOptions.DEFAULT.historyLimit(), 1),
                !settings.flag("werf.noPodLogs", noPodLogs, false),
                settings.flag("werf.forceAdoption", forceAdoption, false),
                Map.of());
        int wanted = settings.number("werf.revision", revision, 0, 0);
        RollbackRequest request = new RollbackRequest(
                project(settings), release(settings), rollout, wanted == 0 ? Optional.empty() : Optional.of(wanted));
        DeployReports.write(
                DeployReports.ROLLBACK.wanted(settings, saveRollbackReport, rollbackReportPath, project(settings)),
                () -> werf.rollback(request).operations());
    }
}
