package io.werf.core.build;

import io.werf.core.image.BuildContext;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.CredentialStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * BuildKit through the docker program, because BuildKit has no Java client and Dockerfiles in the field need it. The
 * context goes to the program's standard input as a tar, unless it must not contain the Dockerfile. The program's own configuration is used and never written.
 */
public final class BuildkitBackend implements BuildBackend {

    private static final int KEPT_LINES = 5;
    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64}) size: ");

    private final DockerCliFinder finder;
    private final CredentialStore credentials;
    private final BuildProxies proxies;
    private DockerCliFinder.@Nullable Found found;

    /**
     * @param environment of the docker processes: its {@code PATH} is searched for docker; {@code DOCKER_HOST},
     *     {@code DOCKER_CONTEXT}, {@code DOCKER_CONFIG} and {@code HOME} mean what they mean to docker
     * @param program the docker program to use instead of those on the PATH
     * @param credentials of this run, which win over those of Docker's configuration
     * @param proxies of the commands that a build runs
     */
    public BuildkitBackend(
            Map<String, String> environment,
            Optional<Path> program,
            CredentialStore credentials,
            BuildProxies proxies) {
        this.credentials = credentials;
        this.proxies = proxies;
        this.finder = new DockerCliFinder(environment, program);
    }

    /** Uses a program without examining it. */
    BuildkitBackend(DockerCli cli, CredentialStore credentials, BuildProxies proxies) {
        this(cli.environment(), Optional.of(cli.program()), credentials, proxies);
        this.found = new DockerCliFinder.Found(Optional.of(cli), "");
    }

    @Override
    public String name() {
        return "buildkit";
    }

    @Override
    public Verdict check(TargetImage image) {
        DockerCliFinder.Found result = find();
        return result.cli().isPresent()
                ? new Verdict.Can(result.cli().get().description())
                : new Verdict.Cannot(result.why());
    }

    /** Looks for the program once, when it is needed first. */
    private synchronized DockerCliFinder.Found find() {
        DockerCliFinder.Found known = found;
        if (known == null) {
            try {
                known = finder.find();
                found = known;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while looking for docker");
            }
        }
        return known;
    }

    @Override
    public BuiltImage build(BuildSpec request, Consumer<String> output) throws InterruptedException {
        DockerCliFinder.Found result = find();
        DockerCli cli = result.cli()
                .orElseThrow(() -> new NoBackendException(request.image().name(), Map.of(name(), result.why())));
        BuildkitOutput parsed = new BuildkitOutput(request.image(), output);
        BuildContext context = request.image().context();
        try (ContextDirectory directory = context.hasDockerfile() ? null : ContextDirectory.of(request.image());
                DockerConfig config = config(cli, request)) {
            DockerCommand command = DockerCommand.build(
                    cli.with(config.environment()), request, proxies.unconfigured(request, host(cli)), directory);
            int exit = ChildProcess.run(
                    command.words(), command.environment(), directory == null ? context::writeTar : out -> {}, parsed);
            if (exit != 0) {
                throw parsed.failure(exit);
            }
        } catch (IOException e) {
            throw new BuildFailedException(request.image(), cli.program() + " failed: " + e.getMessage(), List.of(), e);
        }
        return new EngineImage(lines -> push(cli, request), parsed.ranTriggers());
    }

    private static String host(DockerCli cli) {
        return cli.environment().getOrDefault("DOCKER_HOST", DockerEngine.DEFAULT_HOST);
    }

    private DockerConfig config(DockerCli cli, BuildSpec request) throws IOException {
        return DockerConfig.of(cli.environment(), BuildLogins.of(request, credentials));
    }

    private BuiltImage.Pushed push(DockerCli cli, BuildSpec request) throws InterruptedException {
        Deque<String> last = new ArrayDeque<>();
        try (DockerConfig config = config(cli, request)) {
            int exit = ChildProcess.run(cli.pushCommand(request), config.environment(), out -> {}, line -> {
                last.addLast(line);
                if (last.size() > KEPT_LINES) {
                    last.removeFirst();
                }
            });
            if (exit != 0) {
                throw new PushFailedException(
                        request.name(), name(), last.isEmpty() ? "exit code " + exit : last.getLast(), null);
            }
            return last.stream()
                    .flatMap(line -> PUSHED.matcher(line).results())
                    .map(match -> new BuiltImage.Pushed.Whole(match.group(1), -1))
                    .findFirst()
                    .orElseThrow(() -> new PushFailedException(
                            request.name(),
                            name(),
                            "it does not say under which digest: " + String.join("; ", last),
                            null));
        } catch (IOException e) {
            throw new PushFailedException(request.name(), name(), String.valueOf(e.getMessage()), e);
        }
    }
}
