package io.werf.core;

import io.werf.core.chart.ApiVersions;
import io.werf.core.chart.Capabilities;
import io.werf.core.chart.ChartImages;
import io.werf.core.chart.ChartRenderer;
import io.werf.core.chart.ChartRequest;
import io.werf.core.chart.LookupResources;
import io.werf.core.chart.Manifest;
import io.werf.core.chart.SecretSources;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.SavedPlan;
import io.werf.core.event.Event.Step;
import io.werf.core.event.EventSink;
import io.werf.core.git.ProjectTree;
import io.werf.core.kube.KubeClient;
import io.werf.core.secret.Decryptor;
import io.werf.core.template.functions.ClusterFunctions;
import io.werf.core.template.functions.TemplateFunction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The chart of a project, rendered for a release. */
final class DeployPhase {

    /** What "no limit" means to rooms that compute with deadlines. */
    private static final Duration NO_LIMIT = Duration.ofDays(3650);

    private final Project project;
    private final ProjectOptions options;
    private final ChartOptions chart;
    private final Target target;
    private final Decryptor decryptor;
    private final ChartDependencies dependencies;
    private final EventSink events;
    private final Supplier<String> dockerConfig;

    DeployPhase(
            Project project,
            ProjectOptions options,
            ChartOptions chart,
            Target target,
            Decryptor decryptor,
            ChartDependencies dependencies,
            EventSink events,
            Supplier<String> dockerConfig) {
        this.project = project;
        this.options = options;
        this.chart = chart;
        this.target = target;
        this.decryptor = decryptor;
        this.dependencies = dependencies;
        this.events = events;
        this.dockerConfig = dockerConfig;
    }

    /** A request to deploy it; the chart is rendered when the release's history is known. */
    DeployRequest request(ChartImages images, KubeClient kube, RolloutOptions rollout, Steps steps) {
        return new DeployRequest(
                target.release(),
                target.namespace(),
                (upgrade, revision) -> steps.run(
                        Step.RENDER,
                        () -> render(
                                completeTree(),
                                images,
                                new Capabilities(kube.version(), new ClusterApis(kube, ApiVersions.of(List.of()))),
                                upgrade,
                                revision,
                                ClusterFunctions.lookup(new KubeLookup(kube)))),
                annotations(rollout),
                rollout.autoRollback(),
                limit(rollout),
                rollout.historyLimit(),
                true,
                rollout.forceAdoption());
    }

    /**
     * A request to carry a saved plan out: everything is rendered already. What the plan takes over is taken over; that no more
     * is, its guard sees to.
     */
    static DeployRequest request(SavedPlan plan, RolloutOptions rollout) {
        return new DeployRequest(
                plan.release(),
                plan.namespace(),
                (upgrade, revision) -> plan.manifest(),
                plan.annotations(),
                rollout.autoRollback(),
                limit(rollout),
                rollout.historyLimit(),
                true,
                true);
    }

    /** Renders it as for a first install, without a cluster. */
    Manifest renderOffline(ChartImages images, RenderOptions options) {
        return renderOffline(completeTree(), images, options);
    }

    /** The same with other files. */
    Manifest renderOffline(ProjectTree tree, ChartImages images, RenderOptions options) {
        return render(
                tree,
                options.images(images),
                options.capabilities(),
                false,
                1,
                LookupResources.lookup(tree, options.lookupResources()));
    }

    /** Renders it as for a first install, for this cluster. */
    Manifest renderFor(KubeClient kube, ChartImages images, RenderOptions options) {
        return render(
                completeTree(),
                options.images(images),
                options.capabilities(kube),
                false,
                1,
                ClusterFunctions.lookup(new KubeLookup(kube)));
    }

    /** The commit with the dependencies of the chart, which may have to be fetched. */
    ProjectTree completeTree() {
        return dependencies.complete(project.tree(), project.config().deploy().helmChartDir());
    }

    private Manifest render(
            ProjectTree tree,
            ChartImages images,
            Capabilities capabilities,
            boolean upgrade,
            int revision,
            TemplateFunction... ofCluster) {
        return ChartRenderer.render(
                tree,
                new ChartRequest(
                        project.config().deploy().helmChartDir(),
                        project.config().project(),
                        options.env().orElse(""),
                        target.release(),
                        target.namespace(),
                        revision,
                        upgrade,
                        images,
                        project.commit(),
                        Version.current(),
                        project.config().deploy().appVersion(),
                        chart.sources(),
                        capabilities),
                new SecretSources(
                        chart.secrets().values(),
                        chart.secrets().defaultValues(),
                        decryptor,
                        chart.secrets().dockerConfig() ? Optional.of(dockerConfig.get()) : Optional.empty()),
                events,
                ofCluster);
    }

    /** What werf writes on every object counts more than what the user adds. */
    private Map<String, String> annotations(RolloutOptions rollout) {
        Map<String, String> annotations = new TreeMap<>(rollout.annotations());
        annotations.put("werf.io/version", Version.current());
        annotations.put("project.werf.io/name", project.config().project());
        annotations.put("project.werf.io/env", options.env().orElse(""));
        return annotations;
    }

    /** A limit that rooms can compute with. */
    static Duration limit(RolloutOptions rollout) {
        return rollout.timeout().isZero() ? NO_LIMIT : rollout.timeout();
    }
}
