package io.werf.core.build;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.PushImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Engine API and its classic builder, where no docker program is. */
public final class DockerBackend implements BuildBackend {

    private final DockerEngine engine;
    private final CredentialStore credentials;
    private final BuildProxies proxies;

    /**
     * @param environment {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} say where the Engine is
     * @param credentials for base images and for publishing
     * @param proxies of the commands that a build runs
     */
    public DockerBackend(Map<String, String> environment, CredentialStore credentials, BuildProxies proxies) {
        this.engine = new DockerEngine(environment);
        this.proxies = proxies;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Verdict check(TargetImage image) {
        Optional<String> violation = ClassicBuilderRules.violation(image.dockerfile());
        if (violation.isPresent()) {
            return new Verdict.Cannot(violation.get());
        }
        DockerEngine.State state = engine.state();
        return state.answers() ? new Verdict.Can(state.description()) : new Verdict.Cannot(state.description());
    }

    @Override
    public BuiltImage build(BuildSpec request, Consumer<String> output) throws InterruptedException {
        TargetImage image = request.image();
        try (ContextPipe context = new ContextPipe(image.context());
                BuildImageCmd command = command(request, context);
                ClassicOutput result = new ClassicOutput(image, output)) {
            Optional<RuntimeException> refused = Optional.empty();
            try {
                command.exec(result).awaitCompletion();
            } catch (RuntimeException e) {
                refused = Optional.of(e);
            }
            context.check();
            Optional<BuildFailedException> failure = result.failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
            if (refused.isPresent()) {
                throw new BuildFailedException(image, EngineAnswer.message(refused.get()), List.of(), refused.get());
            }
            return new EngineImage(lines -> push(request), result.ranTriggers());
        } catch (IOException e) {
            throw new BuildFailedException(image, String.valueOf(e.getMessage()), List.of(), e);
        }
    }

    private BuildImageCmd command(BuildSpec request, ContextPipe context) {
        TargetImage image = request.image();
        BuildImageCmd command = engine.client()
                .buildImageCmd(context.stream())
                .withDockerfilePath(image.context().dockerfilePath())
                .withTags(Set.of(request.upload().toString()))
                .withLabels(new HashMap<>(request.labels()))
                .withBuildAuthConfigs(logins(request))
                .withPlatform(image.platform())
                .withForcerm(true);
        image.config().target().ifPresent(command::withTarget);
        image.config().network().ifPresent(command::withNetworkMode);
        command.withExtraHosts(new LinkedHashSet<>(image.config().addHosts()));
        request.args().forEach(command::withBuildArg);
        proxies.all(request, engine.host()).forEach(command::withBuildArg);
        return command;
    }

    private AuthConfigurations logins(BuildSpec request) {
        AuthConfigurations all = new AuthConfigurations();
        BuildLogins.of(request, credentials).forEach((server, login) -> all.addConfig(auth(server, login)));
        return all;
    }

    private static AuthConfig auth(String server, Credentials login) {
        AuthConfig auth = new AuthConfig().withRegistryAddress(server);
        return login.isIdentityToken()
                ? auth.withIdentityToken(login.password())
                : auth.withUsername(login.username()).withPassword(login.password());
    }

    private BuiltImage.Pushed push(BuildSpec request) throws InterruptedException {
        PushResult result = new PushResult();
        try (result;
                PushImageCmd command = engine.client()
                        .pushImageCmd(request.upload().repository().toString())
                        .withTag(request.upload().tag())) {
            String registry = request.upload().repository().registry();
            credentials
                    .find(registry)
                    .credentials()
                    .ifPresent(login -> command.withAuthConfig(auth(BuildLogins.server(registry), login)));
            command.exec(result).awaitCompletion();
        } catch (InterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PushFailedException(request.name(), name(), EngineAnswer.message(e), e);
        }
        if (result.error != null) {
            throw new PushFailedException(request.name(), name(), result.error, null);
        }
        return result.pushed()
                .orElseThrow(() -> new PushFailedException(
                        request.name(), name(), "the Engine does not say under which digest", null));
    }

    @Override
    public void close() {
        engine.close();
    }

    /** A push that fails ends its stream well: the error is an item of it. */
    private static final class PushResult extends EngineAnswer<PushResponseItem> {

        private final Map<String, Long> sent = new HashMap<>();
        private @Nullable String error;
        private @Nullable String digest;

        @Override
        public synchronized void onNext(PushResponseItem item) {
            ResponseItem.AuxDetail aux = item.getAux();
            if (aux != null && aux.getDigest() != null) {
                digest = aux.getDigest();
            }
            ResponseItem.ErrorDetail detail = item.getErrorDetail();
            if (detail != null) {
                error = String.valueOf(detail.getMessage());
            }
            ResponseItem.ProgressDetail progress = item.getProgressDetail();
            if (progress != null && progress.getCurrent() != null && item.getId() != null) {
                sent.merge(item.getId(), progress.getCurrent(), Math::max);
            }
        }

        synchronized Optional<BuiltImage.Pushed> pushed() {
            long bytes = sent.values().stream().mapToLong(Long::longValue).sum();
            return Optional.ofNullable(digest).map(known -> new BuiltImage.Pushed.Whole(known, bytes));
        }
    }
}
