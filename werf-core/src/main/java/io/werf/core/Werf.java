package io.werf.core;

import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.deploy.DeployReport;
import io.werf.core.error.Redacted;
import io.werf.core.event.EventSink;
import io.werf.core.plan.PlanStyle;
import io.werf.core.secret.Redactor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commands, for any Java program. Each call is a run of its own: it opens what it needs and closes it. Thread-safe; runs of
 * different projects may overlap. A secret that one run meets is masked in the events and errors of all later ones.
 *
 * <p>Every error is an {@link io.werf.core.error.WerfException}; {@link Advice} says what to do about it. Interrupting the
 * calling thread ends a run at once; what was applied stays, and the next run goes on from there.
 */
public final class Werf {

    private final EventSink sink;
    private final Map<String, String> environment;
    private final Clock clock;
    private final ChartCredentials chartCredentials;
    private final Redactor redactor = new Redactor();

    /** Takes Docker's and werf's variables from the environment of the process. */
    public Werf(EventSink sink) {
        this(sink, System.getenv());
    }

    /**
     * The commands in another environment.
     *
     * @param sink gets the events of all runs, those of one run one at a time, redacted
     * @param environment where {@code PATH}, {@code DOCKER_HOST}, {@code DOCKER_CONFIG}, {@code WERF_PROJECT_NAME} and
     *     {@code WERF_SECRET_KEY} are looked up
     */
    public Werf(EventSink sink, Map<String, String> environment) {
        this(sink, environment, ChartCredentials.none());
    }

    /**
     * The commands with logins for repositories of charts, besides those that Helm's {@code repositories.yaml} has.
     *
     * @param sink see {@link #Werf(EventSink, Map)}
     * @param environment see {@link #Werf(EventSink, Map)}
     */
    public Werf(EventSink sink, Map<String, String> environment, ChartCredentials chartCredentials) {
        this.sink = sink;
        this.environment = Map.copyOf(environment);
        this.clock = Clock.systemUTC();
        this.chartCredentials = chartCredentials;
    }

    /** Builds what is missing, deploys what differs, waits until everything is ready. */
    public ConvergeReport converge(ConvergeRequest request) {
        return run(run -> new DeployCommands(run).converge(request));
    }

    /** Builds and pushes the images that the repository lacks. */
    public BuildReport build(BuildRequest request) {
        return run(run -> new RegistryCommands(run).build(request));
    }

    /** Says what a converge would build and change. Writes nothing. */
    public PlanReport plan(PlanRequest request) {
        return run(run -> new DeployCommands(run).plan(request));
    }

    /**
     * Shows a saved plan. Asks nobody.
     *
     * @param graph file for a picture of its operations, as in {@link PlanOutput}
     */
    public PlanReport showPlan(SavedPlanRequest request, PlanStyle style, Optional<Path> graph) {
        return run(run -> new DeployCommands(run).showPlan(request, style, graph));
    }

    /** Carries a saved plan out exactly, or refuses it before anything is written. Reads neither Git nor registry. */
    public DeployReport applyPlan(SavedPlanRequest request, RolloutOptions rollout, Duration lifetime) {
        return run(run -> new DeployCommands(run).applyPlan(request, rollout, lifetime));
    }

    /**
     * Renders the chart. Asks a cluster only to validate; fetches dependencies of the chart that were never fetched before.
     *
     * @throws LintFailedException if it is to be validated and the cluster refuses objects
     */
    public RenderReport render(RenderRequest request) {
        return run(run -> new ChartCommands(run).render(request));
    }

    /**
     * Checks the chart: everything that is wrong at once.
     *
     * @throws LintFailedException if there are errors, or warnings and the request is strict
     */
    public LintReport lint(LintRequest request) {
        return run(run -> new ChartCommands(run).lint(request));
    }

    /**
     * Brings the dependencies of the chart into the work tree: {@code charts/*.tgz} and {@code Chart.lock}, to be committed.
     * The one command that reads the chart from the work tree, because it is how a commit of it is made.
     */
    public ChartDependencies.Update updateCharts(ChartDepsRequest request) {
        return run(run -> new ChartCommands(run).updateCharts(request));
    }

    /** Removes a release: its objects, then its records. A release that does not exist is no error. */
    public DismissReport dismiss(DismissRequest request) {
        return run(run -> new ReleaseCommands(run).dismiss(request));
    }

    /** Brings an earlier revision of a release back, as a new revision. Needs no images and no chart. */
    public RollbackReport rollback(RollbackRequest request) {
        return run(run -> new ReleaseCommands(run).rollback(request));
    }

    /** The revisions of a release. */
    public HistoryReport history(HistoryRequest request) {
        return run(run -> new ReleaseCommands(run).history(request));
    }

    /** One revision of a release, and how its objects are now. */
    public StatusReport status(StatusRequest request) {
        return run(run -> new ReleaseCommands(run).status(request));
    }

    /** The names of images that clean-ups know of, sorted, after they were changed as wanted. */
    public List<String> managedImages(ManagedImagesRequest request) {
        return run(run -> new RegistryCommands(run).managedImages(request));
    }

    /** Removes images of the project that nobody needs any more from the repository. */
    public CleanupReport cleanup(CleanupRequest request) {
        return run(run -> new RegistryCommands(run).cleanup(request));
    }

    /** Removes all images of the project from the repository, also those in use. */
    public CleanupReport purge(PurgeRequest request) {
        return run(run -> new RegistryCommands(run).purge(request));
    }

    /** Removes what runs have left on this machine: images of the project in the local Docker Engine, and files of ours. */
    public HostCleanupReport hostCleanup(HostCleanupRequest request) {
        return run(run -> new RegistryCommands(run).hostCleanup(request));
    }

    /** What is thrown shows no secret, as little as an event does. */
    private <T> T run(Function<Run, T> command) {
        try {
            Steps steps = new Steps(EventSink.oneAtATime(new RedactingSink(sink, redactor)), clock);
            return command.apply(new Run(steps, environment, clock, chartCredentials, redactor));
        } catch (RuntimeException e) {
            throw Redacted.from(e, redactor::redact);
        }
    }
}
