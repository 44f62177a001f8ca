package io.werf.core;

import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.config.WerfConfig;
import io.werf.core.deploy.Deployer;
import io.werf.core.event.Event;
import io.werf.core.git.GitRepository;
import io.werf.core.kube.KubeSettings;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.secret.Decryptor;
import io.werf.core.secret.Redactor;
import io.werf.core.track.TrackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a command: whom it tells what, and the ways to what it works with. */
final class Run {

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Steps steps;
    private final Map<String, String> environment;
    private final Clock clock;
    private final ChartCredentials chartCredentials;
    private final Redactor redactor;

    Run(
            Steps steps,
            Map<String, String> environment,
            Clock clock,
            ChartCredentials chartCredentials,
            Redactor redactor) {
        this.steps = steps;
        this.environment = environment;
        this.clock = clock;
        this.chartCredentials = chartCredentials;
        this.redactor = redactor;
    }

    Steps steps() {
        return steps;
    }

    Map<String, String> environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    Surroundings open(boolean sandbox, ImageOptions images, Optional<KubeSettings> cluster) {
        return Surroundings.open(sandbox, images, cluster, environment, steps::tell, clock, redactor);
    }

    /** Without images. */
    Surroundings openCluster(ReleaseOptions release) {
        return open(false, ImageOptions.none(), Optional.of(release.cluster()));
    }

    /** Reads the project, and tells that the run begins. */
    Project begin(GitRepository git, ProjectOptions options, ChartOptions chart, boolean sandbox) {
        Project project = readQuietly(git, options, chart);
        steps.tell(new Event.RunStarted(
                project.config().project(),
                project.description(),
                project.commit().branch(),
                project.commit().subject(),
                sandbox));
        return project;
    }

    Project readQuietly(GitRepository git, ProjectOptions options, ChartOptions chart) {
        return Project.read(git, environment, options, chart, steps);
    }

    /** Only {@code werf.yaml}. */
    WerfConfig config(GitRepository git, ProjectOptions options) {
        return Project.config(git, environment, options, steps);
    }

    /** Reads {@code werf.yaml} only when a name is not given. */
    Target target(ProjectOptions project, ReleaseOptions release) {
        return release.names().orElseGet(() -> {
            try (GitRepository git = GitRepository.open(project.directory())) {
                return Target.of(config(git, project), project, release);
            }
        });
    }

    /** Told only when the cluster is needed: the name of its context waits for the connection. */
    void resolved(Target target, Surroundings servers) {
        steps.tell(new Event.TargetResolved(
                target.release(), target.namespace(), servers.kube().context()));
    }

    ImagePhase images(Surroundings servers, ProjectOptions project) {
        return servers.images(project.directory(), redactor::add);
    }

    ChartDependencies charts(Surroundings servers) {
        return servers.charts(chartCredentials);
    }

    DeployPhase phase(
            Project project, ProjectOptions options, ChartOptions chart, Target target, Surroundings servers) {
        Decryptor decryptor = chart.secrets().ignoreKey()
                ? Decryptor.ignoring()
                : Decryptor.with(new SecretKeys(environment, options.directory())::current, redactor);
        return new DeployPhase(
                project, options, chart, target, decryptor, charts(servers), steps::tell, servers::dockerConfig);
    }

    ReleaseHistory history(Surroundings servers, Target target) {
        return new ReleaseHistory(servers.kube(), target.namespace(), target.release(), clock);
    }

    Deployer deployer(Surroundings servers, RolloutOptions rollout) {
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
        String process = "process " + ProcessHandle.current().pid();
        return Stream.concat(host().stream(), Stream.of(process)).collect(Collectors.joining(", "));
    }

    /** As the environment or Linux says it; the name service could take seconds. */
    private Optional<String> host() {
        return Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .or(() -> {
                    try {
                        return Optional.of(Files.readString(HOST_NAME).strip());
                    } catch (IOException e) {
                        return Optional.empty(); // another system
                    }
                });
    }

    /** The last event of a run. */
    void finish(String summary, boolean sandbox) {
        steps.tell(new Event.RunFinished(sandbox ? summary + " (in the sandbox)" : summary, steps.elapsed()));
    }
}
