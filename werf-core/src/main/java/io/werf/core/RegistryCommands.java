package io.werf.core;

import io.werf.core.build.LocalImages;
import io.werf.core.build.host.HostCleaner;
import io.werf.core.cleanup.Cleaner;
import io.werf.core.cleanup.ManagedImages;
import io.werf.core.cleanup.Purger;
import io.werf.core.config.ImageConfig;
import io.werf.core.config.WerfConfig;
import io.werf.core.event.Event;
import io.werf.core.git.GitRepository;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Commands for the images of an application. */
final class RegistryCommands {

    private final Run run;

    RegistryCommands(Run run) {
        this.run = run;
    }

    BuildReport build(BuildRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(request.sandbox(), request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            Project project = run.begin(git, request.project(), ChartOptions.DEFAULT, request.sandbox());
            ImagePhase images = run.images(servers, request.project());
            BuildReport report = images.ensure(project, steps);
            if (!request.sandbox()) {
                images.claim(project, report, steps);
            }
            images.deliver(project, report);
            run.finish(project.marked(summary(report)), request.sandbox());
            return report;
        }
    }

    List<String> managedImages(ManagedImagesRequest request) {
        try (Surroundings servers = run.open(false, request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = run.config(git, request.project());
            RegistryClient registry = servers.registry();
            ManagedImages images = new ManagedImages(
                    registry,
                    servers.removers(registry, request.vendor()),
                    repository(servers, config),
                    config.project(),
                    run.clock());
            images.add(request.add());
            images.remove(request.remove());
            return images.names();
        }
    }

    CleanupReport cleanup(CleanupRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(false, request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory(), run.environment())) {
            WerfConfig config = run.config(git, request.project());
            RegistryClient registry = servers.registry();
            Cleaner cleaner = new Cleaner(registry, servers.removers(registry, request.vendor()), run.clock());
            CleanupReport report = CleanupPhase.clean(
                    request, config, git, repository(servers, config), servers.finalRepository(), cleaner);
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            run.finish(report.summary(), false);
            return report;
        }
    }

    CleanupReport purge(PurgeRequest request) {
        Steps steps = run.steps();
        try (Surroundings servers = run.open(false, request.images(), Optional.empty());
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = run.config(git, request.project());
            RegistryClient registry = servers.registry();
            Purger purger = new Purger(
                    registry,
                    servers.removers(registry, request.vendor()),
                    repository(servers, config),
                    servers.finalRepository(),
                    config.project(),
                    run.clock());
            CleanupReport report = new CleanupReport(request.dryRun() ? purger.dryRun() : purger.purge());
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            run.finish(report.summary(), false);
            return report;
        }
    }

    HostCleanupReport hostCleanup(HostCleanupRequest request) {
        Steps steps = run.steps();
        try (LocalImages images = new LocalImages(run.environment());
                GitRepository git = GitRepository.open(request.project().directory())) {
            WerfConfig config = run.config(git, request.project());
            HostCleaner cleaner = new HostCleaner(
                    images,
                    Surroundings.werfHome(run.environment()).resolve("charts"),
                    Path.of(System.getProperty("java.io.tmpdir")),
                    run.clock());
            HostCleanupReport report = new HostCleanupReport(
                    cleaner.clean(config.project(), request.engine(), request.cache(), request.dryRun()));
            report.lines().forEach(line -> steps.tell(new Event.Notice(line)));
            run.finish(report.summary(), false);
            return report;
        }
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

    private static Repository repository(Surroundings servers, WerfConfig config) {
        return servers.repository()
                .orElseThrow(() -> new NoRepositoryException(
                        config.images().stream().map(ImageConfig::name).toList()));
    }
}
