package io.werf.maven;

import io.werf.core.ConvergeReport;
import io.werf.core.ConvergeRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.SavedPlanRequest;
import io.werf.core.Werf;
import io.werf.core.deploy.DeployReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application of HEAD's commit to Kubernetes: builds the images that the registry lacks, applies what differs in
 * the cluster, and waits until everything is ready. A run with nothing to do writes nothing.
 */
@Mojo(
        name = "converge",
        defaultPhase = LifecyclePhase.DEPLOY,
        requiresProject = false,
        aggregator = true,
        inheritByDefault = false,
        threadSafe = true)
public final class ConvergeMojo extends AbstractChartMojo {

    private static final Duration PLAN_LIFETIME = Duration.ofHours(2);

    /** Rolls a failed deploy back to the last deployed revision; the goal fails nevertheless. Default: false. */
    @Parameter(property = "werf.autoRollback")
    private @Nullable String autoRollback;

    /** Longest time for the deploy: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    /** How many revisions of the release are kept. Default: 5. */
    @Parameter(property = "werf.releasesHistoryMax")
    private @Nullable String releasesHistoryMax;

    /** Leaves the logs of new pods out, which are shown while they start. Default: false. */
    @Parameter(property = "werf.noPodLogs")
    private @Nullable String noPodLogs;

    /**
     * Takes objects over that the chart has and that belong to another release or to nobody; else such objects are refused.
     * Default: false.
     */
    @Parameter(property = "werf.forceAdoption")
    private @Nullable String forceAdoption;

    /**
     * Annotations for every object, {@code key=value} each, for example {@code ci.werf.io/commit=c0ffee}. A change of those of
     * {@code werf.io} and its subdomains alone deploys nothing. {@code WERF_ADD_ANNOTATION_…}, as {@code werf ci-env} sets them, are read
     * too.
     */
    @Parameter(property = "werf.addAnnotation")
    private @Nullable List<String> addAnnotation;

    /**
     * Carries out this plan, saved by {@code werf:plan -Dwerf.savePlan=FILE}, exactly: nothing is read from Git, built or rendered.
     * Refused when the release, an object of it, or the cluster is not as it was for the plan.
     */
    @Parameter(property = "werf.usePlan")
    private @Nullable String usePlan;

    /** How old a saved plan may be: seconds, or with units as in {@code 30m}. Default: {@code 2h}. */
    @Parameter(property = "werf.planLifetime")
    private @Nullable String planLifetime;

    /** Writes what was done and what was not into a file, also when the deploy fails. Default: false. */
    @Parameter(property = "werf.saveDeployReport")
    private @Nullable String saveDeployReport;

    /** Where that report goes, relative to the project directory. Default: {@code .werf-deploy-report.json}. */
    @Parameter(property = "werf.deployReportPath")
    private @Nullable String deployReportPath;

    /** Builds nothing: fails when the repository lacks an image. Default: false. */
    @Parameter(property = "werf.requireBuiltImages")
    private @Nullable String requireBuiltImages;

    /** Writes names, digests and ids of the images into a file. Default: false. */
    @Parameter(property = "werf.saveBuildReport")
    private @Nullable String saveBuildReport;

    @Override
    void run(Werf werf, Settings settings) {
        RolloutOptions rollout = new RolloutOptions(
                settings.flag("werf.autoRollback", autoRollback, false),
                settings.duration("werf.timeout", timeout),
                settings.number(
                        "werf.releasesHistoryMax", releasesHistoryMax, RolloutOptions.DEFAULT.historyLimit(), 1),
                !settings.flag("werf.noPodLogs", noPodLogs, false),
                settings.flag("werf.forceAdoption", forceAdoption, false),
                settings.annotations("werf.addAnnotation", addAnnotation));
        Optional<Path> report =
                DeployReports.DEPLOY.wanted(settings, saveDeployReport, deployReportPath, project(settings));
        Optional<Path> plan = file(settings, "werf.usePlan", usePlan);
        Duration lifetime = settings.duration("werf.planLifetime", planLifetime);
        DeployReports.write(
                report,
                () -> plan.isPresent()
                        ? werf.applyPlan(
                                new SavedPlanRequest(plan.get(), project(settings), release(settings)),
                                rollout,
                                lifetime.isZero() ? PLAN_LIFETIME : lifetime)
                        : converge(werf, rollout, settings));
    }

    private DeployReport converge(Werf werf, RolloutOptions rollout, Settings settings) {
        boolean required = settings.flag("werf.requireBuiltImages", requireBuiltImages, false);
        boolean save = settings.flag("werf.saveBuildReport", saveBuildReport, false);
        ConvergeReport report = werf.converge(new ConvergeRequest(
                deployed(settings),
                images(settings, required, save),
                chart(settings),
                release(settings),
                rollout,
                sandbox(settings)));
        if (save) {
            BuildReports.write(buildReport(settings), report.images());
        }
        return report.deploy();
    }
}
