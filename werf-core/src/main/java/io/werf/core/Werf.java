package io.werf.core;

import io.werf.core.build.LocalImages;
import io.werf.core.build.host.HostCleaner;
import io.werf.core.chart.ChartImages;
import io.werf.core.chart.Manifest;
import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.cleanup.Cleaner;
import io.werf.core.cleanup.ManagedImages;
import io.werf.core.cleanup.Purger;
import io.werf.core.config.ImageConfig;
import io.werf.core.config.WerfConfig;
import io.werf.core.deploy.DeployReport;
import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.Deployer;
import io.werf.core.deploy.SavedPlan;
import io.werf.core.error.Redacted;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.git.GitRepository;
import io.werf.core.kube.KubeSettings;
import io.werf.core.plan.Finding.Severity;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.Validator;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.secret.Decryptor;
import io.werf.core.secret.Redactor;
import io.werf.core.track.TrackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

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
        return hiding(() -> runConverge(request));
    }

    private ConvergeReport runConverge(ConvergeRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(
                        request.sandbox(),
                        request.images(),
                        Optional.of(request.release().cluster()),
                        steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            servers.greetCluster();
            Project project = read(git, request.project(), request.chart(), request.sandbox(), steps);
            Target target = Target.of(project.config(), request.project(), request.release());
            ImagePhase phaseOfImages = servers.images(request.project().directory(), redactor::add);
            BuildReport images = phaseOfImages.ensure(project, steps);
            boolean claims = !request.sandbox();
            if (claims && !images.built().isEmpty()) {
                phaseOfImages.claim(project, images, steps);
            }
            phaseOfImages.deliver(project);
            resolved(target, servers, steps);
            DeployPhase phase = phase(project, request.project(), request.chart(), target, servers);
            DeployReport deployed = deployer(servers, request.rollout(), steps)
                    .converge(
                            phase.request(servers.chartImages(project), servers.kube(), request.rollout(), steps),
                            () -> {
                                if (claims && images.built().isEmpty()) {
                                    phaseOfImages.claim(project, images, steps);
                                }
                            });
            boolean unchanged = deployed.status() == DeployReport.Status.SKIPPED;
            ConvergeReport report = new ConvergeReport(
                    images,
                    deployed,
                    unchanged ? ConvergeReport.Outcome.UNCHANGED : ConvergeReport.Outcome.DEPLOYED,
                    steps.elapsed());
            finish(project.marked(summary(report, project)), request.sandbox(), steps);
            return report;
        }
    }

    /** Builds and pushes the images that the repository lacks. */
    public BuildReport build(BuildRequest request) {
        return hiding(() -> runBuild(request));
    }

    private BuildReport runBuild(BuildRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(request.sandbox(), request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = read(git, request.project(), ChartOptions.DEFAULT, request.sandbox(), steps);
            ImagePhase images = servers.images(request.project().directory(), redactor::add);
            BuildReport report = images.ensure(project, steps);
            if (!request.sandbox()) {
                images.claim(project, report, steps);
            }
            images.deliver(project);
            finish(project.marked(summary(report)), request.sandbox(), steps);
            return report;
        }
    }

    /** Says what a converge would build and change. Writes nothing. */
    public PlanReport plan(PlanRequest request) {
        return hiding(() -> runPlan(request));
    }

    private PlanReport runPlan(PlanRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(
                        request.sandbox(),
                        request.images(),
                        Optional.of(request.release().cluster()),
                        steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            servers.greetCluster();
            Project project = read(git, request.project(), request.chart(), request.sandbox(), steps);
            Target target = Target.of(project.config(), request.project(), request.release());
            List<PlanReport.Image> images = project.images().isEmpty()
                    ? List.of()
                    : servers.images(request.project().directory(), redactor::add)
                            .planned(project, servers.chartImages(project), steps);
            resolved(target, servers, steps);
            DeployPhase phase = phase(project, request.project(), request.chart(), target, servers);
            DeployRequest deploy =
                    phase.request(servers.chartImages(project), servers.kube(), RolloutOptions.DEFAULT, steps);
            PlanPhase plans = new PlanPhase(deployer(servers, RolloutOptions.DEFAULT, steps), environment, steps);
            PlanReport report = plans.plan(deploy, images, request.project(), request.output());
            finish(project.marked(report.summary()), request.sandbox(), steps);
            return report;
        }
    }

    /**
     * Shows a saved plan. Asks nobody.
     *
     * @param graph file for a picture of its operations, as in {@link PlanOutput}
     */
    public PlanReport showPlan(SavedPlanRequest request, PlanStyle style, Optional<Path> graph) {
        return hiding(() -> {
            Steps steps = begin();
            PlanReport report = PlanPhase.show(request, style, graph, environment, steps);
            finish(report.summary(), false, steps);
            return report;
        });
    }

    /** Carries a saved plan out exactly, or refuses it before anything is written. Reads neither Git nor registry. */
    public DeployReport applyPlan(SavedPlanRequest request, RolloutOptions rollout, Duration lifetime) {
        return hiding(() -> runApplyPlan(request, rollout, lifetime));
    }

    private DeployReport runApplyPlan(SavedPlanRequest request, RolloutOptions rollout, Duration lifetime) {
        Steps steps = begin();
        try (Surroundings servers = openCluster(request.release(), steps)) {
            SavedPlan plan = PlanPhase.read(request, environment);
            Target target = new Target(plan.release(), plan.namespace());
            resolved(target, servers, steps);
            DeployReport report =
                    deployer(servers, rollout, steps).apply(plan, DeployPhase.request(plan, rollout), lifetime);
            finish(
                    report.status() == DeployReport.Status.SKIPPED
                            ? "Nothing to do: the cluster is as the plan wants it (revision " + report.revision() + ")."
                            : released(report),
                    false,
                    steps);
            return report;
        }
    }

    /**
     * Renders the chart. Asks a cluster only to validate; fetches dependencies of the chart that were never fetched before.
     *
     * @throws LintFailedException if it is to be validated and the cluster refuses objects
     */
    public RenderReport render(RenderRequest request) {
        return hiding(() -> runRender(request));
    }

    private RenderReport runRender(RenderRequest request) {
        Steps steps = begin();
        boolean validate = request.options().validate();
        try (Surroundings servers = open(
                        false,
                        request.images(),
                        validate ? Optional.of(request.release().cluster()) : Optional.empty(),
                        steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = Project.read(git, environment, request.project(), request.chart(), steps);
            Target target = Target.of(project.config(), request.project(), request.release());
            DeployPhase phase = phase(project, request.project(), request.chart(), target, servers);
            RenderOptions options = request.options();
            Manifest manifest = steps.run(
                    Event.Step.RENDER,
                    () -> validate
                            ? phase.renderFor(servers.kube(), servers.chartImages(project), options)
                            : phase.renderOffline(servers.chartImages(project), options));
            if (validate) {
                LintReport refused = new LintReport(
                        Validator.validate(servers.kube(), manifest, target.namespace()), manifest.objects());
                if (!refused.findings().isEmpty()) {
                    throw new LintFailedException(refused);
                }
            }
            return RenderReport.of(target, manifest, options.showOnly());
        }
    }

    /**
     * Checks the chart: everything that is wrong at once.
     *
     * @throws LintFailedException if there are errors, or warnings and the request is strict
     */
    public LintReport lint(LintRequest request) {
        return hiding(() -> runLint(request));
    }

    private LintReport runLint(LintRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(false, request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = Project.read(git, environment, request.project(), request.chart(), steps);
            Target target = Target.of(project.config(), request.project(), request.release());
            DeployPhase phase = phase(project, request.project(), request.chart(), target, servers);
            ChartImages images = servers.chartImages(project);
            LintReport report =
                    steps.run(Event.Step.RENDER, () -> new LintPhase(project, phase, images, target.namespace()).run());
            if (report.count(Severity.ERROR) > 0
                    || (request.strict() && !report.findings().isEmpty())) {
                throw new LintFailedException(report);
            }
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            finish(report.summary(), false, steps);
            return report;
        }
    }

    /**
     * Brings the dependencies of the chart into the work tree: {@code charts/*.tgz} and {@code Chart.lock}, to be committed.
     * The one command that reads the chart from the work tree, because it is how a commit of it is made.
     */
    public ChartDependencies.Update updateCharts(ChartDepsRequest request) {
        return hiding(() -> runUpdateCharts(request));
    }

    private ChartDependencies.Update runUpdateCharts(ChartDepsRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(false, request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = Project.config(git, environment, request.project(), steps);
            Path chart = request.project().directory().resolve(config.deploy().helmChartDir());
            ChartDependencies.Update update = servers.charts(chartCredentials).update(chart);
            update.archives().forEach(name -> steps.tell(new Event.Notice("charts/" + name)));
            finish(
                    update.archives().size() + (update.archives().size() == 1 ? " dependency in " : " dependencies in ")
                            + config.deploy().helmChartDir() + "/charts; Chart.lock "
                            + (update.lockWritten() ? "written." : "is up to date."),
                    false,
                    steps);
            return update;
        }
    }

    /** Removes a release: its objects, then its records. A release that does not exist is no error. */
    public DismissReport dismiss(DismissRequest request) {
        return hiding(() -> runDismiss(request));
    }

    private DismissReport runDismiss(DismissRequest request) {
        Steps steps = begin();
        try (Surroundings servers = openCluster(request.release(), steps)) {
            Target target = target(request.project(), request.release(), steps);
            resolved(target, servers, steps);
            DeployReport deployed = deployer(servers, request.rollout(), steps)
                    .dismiss(
                            target.release(),
                            target.namespace(),
                            request.withNamespace(),
                            DeployPhase.limit(request.rollout()));
            int deleted = deployed.completedOperations().size();
            boolean none = deployed.status() == DeployReport.Status.SKIPPED;
            finish(
                    none
                            ? "Nothing to dismiss: there is no release " + target.release() + " in namespace "
                                    + target.namespace() + "."
                            : "Dismissed release " + target.release() + " from namespace " + target.namespace() + ".",
                    false,
                    steps);
            return new DismissReport(target.release(), target.namespace(), none ? 0 : deleted);
        }
    }

    /** Brings an earlier revision of a release back, as a new revision. Needs no images and no chart. */
    public RollbackReport rollback(RollbackRequest request) {
        return hiding(() -> runRollback(request));
    }

    private RollbackReport runRollback(RollbackRequest request) {
        Steps steps = begin();
        try (Surroundings servers = openCluster(request.release(), steps)) {
            Target target = target(request.project(), request.release(), steps);
            resolved(target, servers, steps);
            DeployReport deployed = deployer(servers, request.rollout(), steps)
                    .rollback(new io.werf.core.deploy.RollbackRequest(
                            target.release(),
                            target.namespace(),
                            request.revision(),
                            Map.of("werf.io/version", Version.current()),
                            DeployPhase.limit(request.rollout()),
                            request.rollout().historyLimit()));
            RollbackReport report = new RollbackReport(
                    target.release(),
                    target.namespace(),
                    deployed.revision(),
                    deployed.status() == DeployReport.Status.SKIPPED
                            ? ConvergeReport.Outcome.UNCHANGED
                            : ConvergeReport.Outcome.DEPLOYED);
            finish(report.summary(), false, steps);
            return report;
        }
    }

    /** The revisions of a release. */
    public HistoryReport history(HistoryRequest request) {
        return hiding(() -> runHistory(request));
    }

    private HistoryReport runHistory(HistoryRequest request) {
        Steps steps = begin();
        try (Surroundings servers = openCluster(request.release(), steps)) {
            Target target = target(request.project(), request.release(), steps);
            ReleaseHistory history = history(servers, target);
            List<Release> revisions = history.load();
            if (revisions.isEmpty()) {
                throw history.notFound();
            }
            return HistoryReport.of(target.release(), target.namespace(), revisions);
        }
    }

    /** One revision of a release, and how its objects are now. */
    public StatusReport status(StatusRequest request) {
        return hiding(() -> runStatus(request));
    }

    private StatusReport runStatus(StatusRequest request) {
        Steps steps = begin();
        try (Surroundings servers = openCluster(request.release(), steps)) {
            Target target = target(request.project(), request.release(), steps);
            return StatusPhase.status(
                    history(servers, target),
                    deployer(servers, RolloutOptions.DEFAULT, steps),
                    target,
                    request.revision());
        }
    }

    private ReleaseHistory history(Surroundings servers, Target target) {
        return new ReleaseHistory(servers.kube(), target.namespace(), target.release(), clock);
    }

    private Surroundings openCluster(ReleaseOptions release, Steps steps) {
        return open(false, ImageOptions.none(), Optional.of(release.cluster()), steps);
    }

    /** The names of images that clean-ups know of, sorted, after they were changed as wanted. */
    public List<String> managedImages(ManagedImagesRequest request) {
        return hiding(() -> runManagedImages(request));
    }

    private List<String> runManagedImages(ManagedImagesRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(false, request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = Project.config(git, environment, request.project(), steps);
            RegistryClient registry = servers.registry();
            ManagedImages images = new ManagedImages(
                    registry,
                    servers.removers(registry, request.vendor()),
                    repository(servers, config),
                    config.project(),
                    clock);
            images.add(request.add());
            images.remove(request.remove());
            return images.names();
        }
    }

    /** Removes images of the project that nobody needs any more from the repository. */
    public CleanupReport cleanup(CleanupRequest request) {
        return hiding(() -> runCleanup(request));
    }

    private CleanupReport runCleanup(CleanupRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(false, request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory(), environment)) {
            WerfConfig config = Project.config(git, environment, request.project(), steps);
            RegistryClient registry = servers.registry();
            Cleaner cleaner = new Cleaner(registry, servers.removers(registry, request.vendor()), clock);
            CleanupReport report = CleanupPhase.clean(
                    request, config, git, repository(servers, config), servers.finalRepository(), cleaner);
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            finish(report.summary(), false, steps);
            return report;
        }
    }

    /** Removes all images of the project from the repository, also those in use. */
    public CleanupReport purge(PurgeRequest request) {
        return hiding(() -> runPurge(request));
    }

    private CleanupReport runPurge(PurgeRequest request) {
        Steps steps = begin();
        try (Surroundings servers = open(false, request.images(), Optional.empty(), steps);
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = Project.config(git, environment, request.project(), steps);
            RegistryClient registry = servers.registry();
            Purger purger = new Purger(
                    registry,
                    servers.removers(registry, request.vendor()),
                    repository(servers, config),
                    servers.finalRepository(),
                    config.project(),
                    clock);
            CleanupReport report = new CleanupReport(request.dryRun() ? purger.dryRun() : purger.purge());
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            finish(report.summary(), false, steps);
            return report;
        }
    }

    /** Removes what runs have left on this machine: images of the project in the local Docker Engine, and files of ours. */
    public HostCleanupReport hostCleanup(HostCleanupRequest request) {
        return hiding(() -> runHostCleanup(request));
    }

    private HostCleanupReport runHostCleanup(HostCleanupRequest request) {
        Steps steps = begin();
        try (LocalImages images = new LocalImages(environment);
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = Project.config(git, environment, request.project(), steps);
            HostCleaner cleaner = new HostCleaner(
                    images,
                    Surroundings.werfHome(environment).resolve("charts"),
                    Path.of(System.getProperty("java.io.tmpdir")),
                    clock);
            HostCleanupReport report = new HostCleanupReport(
                    cleaner.clean(config.project(), request.engine(), request.cache(), request.dryRun()));
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            finish(report.summary(), false, steps);
            return report;
        }
    }

    private static Repository repository(Surroundings servers, WerfConfig config) {
        return servers.repository()
                .orElseThrow(() -> new NoRepositoryException(
                        config.images().stream().map(ImageConfig::name).toList()));
    }

    /** Reads {@code werf.yaml} only when a name is not given. */
    private Target target(ProjectOptions project, ReleaseOptions release, Steps steps) {
        return release.names().orElseGet(() -> {
            try (GitRepository git = GitRepository.open(project.directory())) {
                return Target.of(Project.config(git, environment, project, steps), project, release);
            }
        });
    }

    /** What is thrown shows no secret, as little as an event does. */
    private <T> T hiding(Supplier<T> run) {
        try {
            return run.get();
        } catch (RuntimeException e) {
            throw Redacted.from(e, redactor::redact);
        }
    }

    private Steps begin() {
        return new Steps(EventSink.oneAtATime(new RedactingSink(sink, redactor)), clock);
    }

    private DeployPhase phase(
            Project project, ProjectOptions options, ChartOptions chart, Target target, Surroundings servers) {
        Decryptor decryptor = chart.secrets().ignoreKey()
                ? Decryptor.ignoring()
                : Decryptor.with(new SecretKeys(environment, options.directory())::current, redactor);
        return new DeployPhase(project, options, chart, target, decryptor, servers.charts(chartCredentials));
    }

    private Surroundings open(boolean sandbox, ImageOptions images, Optional<KubeSettings> cluster, Steps steps) {
        return Surroundings.open(sandbox, images, cluster, environment, steps::tell, clock, redactor);
    }

    private Project read(GitRepository git, ProjectOptions options, ChartOptions chart, boolean sandbox, Steps steps) {
        Project project = Project.read(git, environment, options, chart, steps);
        steps.tell(new Event.RunStarted(
                project.config().project(),
                project.description(),
                project.commit().branch(),
                project.commit().subject(),
                sandbox));
        return project;
    }

    /** Told only when the cluster is needed: the name of its context waits for the connection. */
    private static void resolved(Target target, Surroundings servers, Steps steps) {
        steps.tell(new Event.TargetResolved(
                target.release(), target.namespace(), servers.kube().context()));
    }

    private Deployer deployer(Surroundings servers, RolloutOptions rollout, Steps steps) {
        return new Deployer(
                servers.kube(),
                steps::tell,
                clock,
                TrackSettings.DEFAULT.withLogs(rollout.podLogs()),
                holder(),
                redactor::redact);
    }

    /** Names this run in the release lock so that a person can find it. */
    private String holder() {
        String host = environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        return (host.isEmpty() ? "" : host + ", ") + "process "
                + ProcessHandle.current().pid() + ", " + UUID.randomUUID();
    }

    private static void finish(String summary, boolean sandbox, Steps steps) {
        steps.tell(new Event.RunFinished(sandbox ? summary + " (in the sandbox)" : summary, steps.elapsed()));
    }

    private static String summary(ConvergeReport report, Project project) {
        if (report.outcome() == ConvergeReport.Outcome.DEPLOYED) {
            return released(report.deploy());
        }
        return "Nothing to do: " + images(report.images().images().size()) + "the cluster is as commit "
                + project.description() + " wants it (revision " + report.revision() + ").";
    }

    private static String released(DeployReport report) {
        return "Released revision " + report.revision() + " of " + report.release() + ".";
    }

    private static String images(int count) {
        return count == 0
                ? ""
                : count == 1 ? "the image is in the registry, " : count + " images are in the registry, ";
    }

    private static String summary(BuildReport report) {
        int built = report.built().size();
        int all = report.images().size();
        if (all == 0) {
            return "Nothing to do: werf.yaml has no images.";
        }
        return built == 0
                ? "Nothing to do: " + all + " of " + all + " images are in the registry."
                : "Built " + built + " of " + all + " images.";
    }
}
