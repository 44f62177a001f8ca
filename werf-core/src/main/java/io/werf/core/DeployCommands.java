package io.werf.core;

import io.werf.core.deploy.DeployReport;
import io.werf.core.deploy.DeployRequest;
import io.werf.core.deploy.SavedPlan;
import io.werf.core.git.GitRepository;
import io.werf.core.plan.PlanStyle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Commands that bring the application of a commit to the cluster, or say what that would change. */
final class DeployCommands {

    private final Run run;

    DeployCommands(Run run) {
        this.run = run;
    }

    ConvergeReport converge(ConvergeRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(
                        request.sandbox(),
                        request.images(),
                        Optional.of(request.release().cluster()));
                GitRepository git = GitRepository.open(request.project().directory())) {
            servers.greetCluster();
            Project project = run.begin(git, request.project(), request.chart(), request.sandbox());
            Target target = Target.of(project.config(), request.project(), request.release());
            ImagePhase phaseOfImages = run.images(servers, request.project());
            BuildReport images = phaseOfImages.ensure(project, steps);
            boolean claims = !request.sandbox();
            if (claims && !images.built().isEmpty()) {
                phaseOfImages.claim(project, images, steps);
            }
            phaseOfImages.deliver(project, images);
            run.resolved(target, servers);
            DeployPhase phase = run.phase(project, request.project(), request.chart(), target, servers);
            DeployReport deployed = run.deployer(servers, request.rollout())
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
            run.finish(project.marked(summary(report, project)), request.sandbox());
            return report;
        }
    }

    PlanReport plan(PlanRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(
                        request.sandbox(),
                        request.images(),
                        Optional.of(request.release().cluster()));
                GitRepository git = GitRepository.open(request.project().directory())) {
            servers.greetCluster();
            Project project = run.begin(git, request.project(), request.chart(), request.sandbox());
            Target target = Target.of(project.config(), request.project(), request.release());
            List<PlanReport.Image> images = project.images().isEmpty()
                    ? List.of()
                    : run.images(servers, request.project()).planned(project, servers.chartImages(project), steps);
            run.resolved(target, servers);
            DeployPhase phase = run.phase(project, request.project(), request.chart(), target, servers);
            DeployRequest deploy =
                    phase.request(servers.chartImages(project), servers.kube(), request.rollout(), steps);
            PlanPhase plans = new PlanPhase(run.deployer(servers, request.rollout()), run.environment(), steps);
            PlanReport report = plans.plan(deploy, images, request.project(), request.output());
            run.finish(project.marked(report.summary()), request.sandbox());
            return report;
        }
    }

    DeployReport applyPlan(SavedPlanRequest request, RolloutOptions rollout, Duration lifetime) {
        try (Surroundings servers = run.openCluster(request.release())) {
            SavedPlan plan = PlanPhase.read(request, run.environment());
            Target target = new Target(plan.release(), plan.namespace());
            run.resolved(target, servers);
            DeployReport report =
                    run.deployer(servers, rollout).apply(plan, DeployPhase.request(plan, rollout), lifetime);
            run.finish(
                    report.status() == DeployReport.Status.SKIPPED
                            ? "Nothing to do: the cluster is as the plan wants it (revision " + report.revision() + ")."
                            : released(report),
                    false);
            return report;
        }
    }

    PlanReport showPlan(SavedPlanRequest request, PlanStyle style, Optional<Path> graph) {
        PlanReport report = PlanPhase.show(request, style, graph, run.environment(), run.steps());
        run.finish(report.summary(), false);
        return report;
    }

    private static String summary(ConvergeReport report, Project project) {
        if (report.outcome() == ConvergeReport.Outcome.DEPLOYED) {
            return released(report.deploy());
        }
        return "Nothing to do: " + images(report.images().images().size()) + "the cluster is as commit "
                + project.description() + " wants it (revision " + report.revision() + ").";
    }

    private static String images(int count) {
        return count == 0
                ? ""
                : count == 1 ? "the image is in the registry, " : count + " images are in the registry, ";
    }

    private static String released(DeployReport report) {
        return "Released revision " + report.revision() + " of " + report.release() + ".";
    }
}
