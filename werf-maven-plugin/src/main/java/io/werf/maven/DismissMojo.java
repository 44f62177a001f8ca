package io.werf.maven;

import io.werf.core.DismissRequest;
import io.werf.core.ReleaseOptions;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Removes the release with all of its objects and records. Images stay in the registry. */
@Mojo(name = "dismiss", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class DismissMojo extends AbstractReleaseMojo {

    /** Longest time for the removal: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    /** Whether the namespace of the release is deleted at last, with everything that is in it. Default: false. */
    @Parameter(property = "werf.withNamespace")
    private @Nullable String withNamespace;

    /** Takes release and namespace from the report of a deploy ({@code werf:converge -Dwerf.saveDeployReport}). Default: false. */
    @Parameter(property = "werf.useDeployReport")
    private @Nullable String useDeployReport;

    /** Where that report is, relative to the project directory. Default: {@code .werf-deploy-report.json}. */
    @Parameter(property = "werf.deployReportPath")
    private @Nullable String deployReportPath;

    /** Writes what was done and what was not into a file, also when the removal fails. Default: false. */
    @Parameter(property = "werf.saveUninstallReport")
    private @Nullable String saveUninstallReport;

    /** Where that report goes, relative to the project directory. Default: {@code .werf-uninstall-report.json}. */
    @Parameter(property = "werf.uninstallReportPath")
    private @Nullable String uninstallReportPath;

    @Override
    void run(Werf werf, Settings settings) {
        ReleaseOptions release = release(settings);
        if (settings.flag("werf.useDeployReport", useDeployReport, false)) {
            release = DeployReports.read(
                    DeployReports.DEPLOY.path(settings, deployReportPath, project(settings)), release);
        }
        DismissRequest request = new DismissRequest(
                project(settings),
                release,
                RolloutOptions.DEFAULT.withTimeout(settings.duration("werf.timeout", timeout)),
                settings.flag("werf.withNamespace", withNamespace, false));
        DeployReports.write(
                DeployReports.UNINSTALL.wanted(settings, saveUninstallReport, uninstallReportPath, project(settings)),
                () -> werf.dismiss(request).operations());
    }
}
