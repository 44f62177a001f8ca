package io.werf.maven;

import io.werf.core.PlanOutput;
import io.werf.core.PlanReport;
import io.werf.core.PlanRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.SavedPlanRequest;
import io.werf.core.Werf;
import io.werf.core.plan.PlanStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows which images would be built and what would change in the cluster, with diffs. Writes nothing there. */
@Mojo(name = "plan", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class PlanMojo extends AbstractChartMojo {

    private static final int CHANGES = 2;

    /**
     * File to save the plan to, relative to the project directory, so that {@code werf:converge -Dwerf.usePlan=FILE} carries out
     * exactly this. It holds the manifests, secrets included: encrypted with the project's secret key when there is one, readable
     * by its owner only. It is not signed: who can write it decides what is deployed. Default: not saved.
     */
    @Parameter(property = "werf.savePlan")
    private @Nullable String savePlan;

    /** Shows this saved plan, relative to the project directory, and asks nobody. Default: a new plan is made. */
    @Parameter(property = "werf.showPlan")
    private @Nullable String showPlan;

    /** File for a picture of the plan's operations and their order: {@code .svg}, or {@code .dot} for Graphviz. Default: none. */
    @Parameter(property = "werf.savePlanGraph")
    private @Nullable String savePlanGraph;

    /**
     * Ends Maven with status 2 when there is anything to build or change, and with 0 when there is not (errors are 1). Goals
     * that come after on the same command line do not run then. Default: false.
     */
    @Parameter(property = "werf.exitCode")
    private @Nullable String exitCode;

    /** Unchanged lines shown around each change. Default: 3. */
    @Parameter(property = "werf.diffContextLines")
    private @Nullable String diffContextLines;

    /** Shows also annotations of {@code werf.io} and {@code helm.sh}, which change nothing. Default: false. */
    @Parameter(property = "werf.showInsignificantDiffs")
    private @Nullable String showInsignificantDiffs;

    /** Shows objects that come or go with all their lines. Default: true. */
    @Parameter(property = "werf.showVerboseDiffs")
    private @Nullable String showVerboseDiffs;

    /** The same for CustomResourceDefinitions. Default: false. */
    @Parameter(property = "werf.showVerboseCrdDiffs")
    private @Nullable String showVerboseCrdDiffs;

    /** Fails when the repository lacks an image. Default: false. */
    @Parameter(property = "werf.requireBuiltImages")
    private @Nullable String requireBuiltImages;

    /**
     * Takes objects over that the chart has and that belong to another release or to nobody; the plan says whose they are.
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

    private boolean exitWithChanges;

    @Override
    boolean showsDiffs() {
        return true;
    }

    @Override
    void run(Werf werf, Settings settings) {
        PlanStyle style = new PlanStyle(
                settings.number("werf.diffContextLines", diffContextLines, PlanStyle.DEFAULT.contextLines(), 0),
                settings.flag("werf.showInsignificantDiffs", showInsignificantDiffs, false),
                settings.flag("werf.showVerboseDiffs", showVerboseDiffs, true),
                settings.flag("werf.showVerboseCrdDiffs", showVerboseCrdDiffs, false));
        Optional<Path> saved = file(settings, "werf.showPlan", showPlan);
        PlanReport report = saved.isPresent()
                ? werf.showPlan(
                        new SavedPlanRequest(saved.get(), project(settings), release(settings)),
                        style,
                        file(settings, "werf.savePlanGraph", savePlanGraph))
                : werf.plan(new PlanRequest(
                        deployed(settings),
                        images(settings, settings.flag("werf.requireBuiltImages", requireBuiltImages, false), false),
                        chart(settings),
                        release(settings),
                        RolloutOptions.DEFAULT
                                .withForceAdoption(settings.flag("werf.forceAdoption", forceAdoption, false))
                                .withAnnotations(settings.annotations("werf.addAnnotation", addAnnotation)),
                        new PlanOutput(
                                style,
                                file(settings, "werf.savePlan", savePlan),
                                file(settings, "werf.savePlanGraph", savePlanGraph)),
                        sandbox(settings)));
        exitWithChanges = settings.flag("werf.exitCode", exitCode, false) && report.hasChanges();
    }

    @Override
    void afterwards() {
        if (exitWithChanges) {
            // Maven knows only 0 and 1; the user has asked for a third status.
            System.exit(CHANGES);
        }
    }
}
