package io.werf.core;

import io.werf.core.chart.ChartImages;
import io.werf.core.chart.Manifest;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.config.WerfConfig;
import io.werf.core.event.Event;
import io.werf.core.git.GitRepository;
import io.werf.core.plan.Finding.Severity;
import io.werf.core.plan.Resources;
import io.werf.core.plan.Validator;
import io.werf.core.track.TrackOptions;
import java.nio.file.Path;
import java.util.Optional;

/** Commands for charts alone. */
final class ChartCommands {

    private final Run run;

    ChartCommands(Run run) {
        this.run = run;
    }

    RenderReport render(RenderRequest request) {
        Steps steps = run.steps();
        boolean validate = request.options().validate();
        try (Surroundings servers = run.open(
                        false,
                        request.images(),
                        validate ? Optional.of(request.release().cluster()) : Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = run.readQuietly(git, request.project(), request.chart());
            Target target = Target.of(project.config(), request.project(), request.release());
            DeployPhase phase = run.phase(project, request.project(), request.chart(), target, servers);
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
            } else {
                Resources.requireMaps(
                        manifest,
                        resource -> TrackOptions.from(resource.object(), key -> Optional.of(resource.annotation(key))));
            }
            return RenderReport.of(target, manifest, options);
        }
    }

    LintReport lint(LintRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(false, request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = run.readQuietly(git, request.project(), request.chart());
            Target target = Target.of(project.config(), request.project(), request.release());
            DeployPhase phase = run.phase(project, request.project(), request.chart(), target, servers);
            ChartImages images = servers.chartImages(project);
            LintReport report = steps.run(
                    Event.Step.RENDER,
                    () -> new LintPhase(project, phase, images, target.namespace(), request.options()).run());
            if (report.count(Severity.ERROR) > 0
                    || (request.strict() && !report.findings().isEmpty())) {
                throw new LintFailedException(report);
            }
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            run.finish(report.summary(), false);
            return report;
        }
    }

    ChartDependencies.Update updateCharts(ChartDepsRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(false, request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = run.config(git, request.project());
            Path chart = request.project().directory().resolve(config.deploy().helmChartDir());
            ChartDependencies.Update update = run.charts(servers).update(chart);
            update.archives().forEach(name -> steps.tell(new Event.Notice("charts/" + name)));
            run.finish(
                    update.archives().size() + (update.archives().size() == 1 ? " dependency in " : " dependencies in ")
                            + config.deploy().helmChartDir() + "/charts; " + update.lockFile()
                            + (update.lockWritten() ? " written." : " is up to date."),
                    false);
            return update;
        }
    }
}
