package io.werf.core.build;

import static io.werf.core.lab.NeedsLab.Server.DOCKER;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import io.werf.core.Advice;
import io.werf.core.error.WerfException;
import io.werf.core.image.TargetImage;
import io.werf.core.lab.FaultyRegistry;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.lab.Pipe;
import io.werf.core.net.Proxies;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What breaks in the middle: a clear error, no image, and a next run that succeeds. */
@NeedsLab({DOCKER, REGISTRY})
class BuildFaultsLabTest {

    private static final Path ENGINE = Path.of("/var/run/docker.sock");

    enum Kind {
        BUILDKIT,
        DOCKER,
        DAEMONLESS
    }

    /** What a registry does instead of taking an image; what Docker would repeat for minutes, only to our own client. */
    enum Fault {
        /** No layer and no manifest arrives. */
        REFUSES_ALL {
            @Override
            Optional<FaultyRegistry.Answer> of(HttpExchange request) {
                return reads(request) ? Optional.empty() : denied();
            }
        },
        REFUSES_MANIFESTS {
            @Override
            Optional<FaultyRegistry.Answer> of(HttpExchange request) {
                return reads(request) || !request.getRequestURI().getPath().contains("/manifests/")
                        ? Optional.empty()
                        : denied();
            }
        },
        HANGS_UP {
            @Override
            Optional<FaultyRegistry.Answer> of(HttpExchange request) {
                return reads(request) ? Optional.empty() : Optional.of(HttpExchange::close);
            }
        };

        abstract Optional<FaultyRegistry.Answer> of(HttpExchange request);

        private static boolean reads(HttpExchange request) {
            return Set.of("GET", "HEAD").contains(request.getRequestMethod());
        }

        private static Optional<FaultyRegistry.Answer> denied() {
            byte[] body =
                    "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no room\"}]}".getBytes(StandardCharsets.UTF_8);
            return Optional.of(exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(403, body.length);
                exchange.getResponseBody().write(body);
            });
        }
    }

    private final String path = Lab.uniqueName("build-test");

    private TargetImage image(String run) {
        return TestImages.image("app", "FROM " + Lab.baseImage() + run, Map.of("a.txt", path));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DAEMONLESS")
    void anEngineThatDiesDuringABuild(Kind kind) {
        dies(kind, "begun " + path + (kind == Kind.BUILDKIT ? "\n" : "\\n"), BuildFailedException.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DAEMONLESS")
    void anEngineThatDiesDuringAPush(Kind kind) {
        dies(kind, "\"Preparing\"", PushFailedException.class);
    }

    private void dies(Kind kind, String lastWords, Class<? extends WerfException> expected) {
        ImageName name = new Repository(Lab.registry(), path).image(image("").digest());
        TargetImage image = image("\nRUN echo begun " + path + " && sleep 2");
        try (RegistryClient client = client();
                Pipe engine = new Pipe(
                        UnixDomainSocketAddress.of(ENGINE),
                        said -> said.contains(lastWords) ? Pipe.Reaction.DIE : Pipe.Reaction.PASS)) {
            Throwable failure = catchThrowable(
                    () -> build(client, kind, name.repository(), image, "tcp://127.0.0.1:" + engine.port()));
            assertThat(engine.isDead()).as(String.valueOf(failure)).isTrue();
            assertThat(failure).isInstanceOf(expected);
            isBuiltNext(client, kind, name.repository(), image);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DAEMONLESS")
    void anEngineThatIsNotThere(Kind kind) {
        try (RegistryClient client = client()) {
            assertThatThrownBy(() -> build(
                            client,
                            kind,
                            new Repository(Lab.registry(), path),
                            image("\nRUN true"),
                            "unix:///nonexistent/docker.sock"))
                    .isInstanceOf(NoBackendException.class)
                    .hasMessageContaining("/nonexistent/docker.sock");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BUILDKIT, REFUSES_ALL",
        "BUILDKIT, REFUSES_MANIFESTS",
        "DOCKER, REFUSES_ALL",
        "DOCKER, REFUSES_MANIFESTS",
        "DAEMONLESS, REFUSES_ALL",
        "DAEMONLESS, REFUSES_MANIFESTS",
        "DAEMONLESS, HANGS_UP"
    })
    void aRegistryThatTakesNoImage(Kind kind, Fault fault) {
        try (FaultyRegistry registry = new FaultyRegistry(Lab.registry());
                RegistryClient client = client()) {
            Repository repository = new Repository(registry.host(), path);
            TargetImage image = image("\nCOPY a.txt /a.txt");
            registry.intercept(fault::of);
            Throwable failure = catchThrowable(() -> build(client, kind, repository, image, ""));
            assertThat(failure).isInstanceOf(WerfException.class).hasMessageContaining(repository.toString());
            isBuiltNext(client, kind, new Repository(Lab.registry(), path), image); // the same one, without the fault
        }
    }

    private static void isBuiltNext(RegistryClient client, Kind kind, Repository repository, TargetImage image) {
        assertThat(Answers.await(client.digest(repository.image(image.digest()))))
                .isEmpty();
        assertThat(build(client, kind, repository, image, "").built()).containsOnlyKeys(image.digest());
        assertThat(Answers.await(client.digest(repository.image(image.digest()))))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DAEMONLESS")
    void aFullDiskIsAdvisedAbout(Kind kind) {
        TargetImage image = image("\nRUN echo " + path + ": No space left on device && exit 1");
        try (RegistryClient client = client()) {
            assertThatThrownBy(() -> build(client, kind, new Repository(Lab.registry(), path), image, ""))
                    .isInstanceOfSatisfying(
                            BuildFailedException.class,
                            failure -> assertThat(Advice.of(failure)).contains("docker builder prune"));
        }
    }

    private static ImageReport build(
            RegistryClient client, Kind kind, Repository repository, TargetImage image, String dockerHost) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (!dockerHost.isEmpty()) {
            environment.put("DOCKER_HOST", dockerHost);
        }
        try (BuildBackend backend = switch (kind) {
            case BUILDKIT ->
                new BuildkitBackend(environment, Optional.empty(), CredentialStore.none(), BuildProxies.none());
            case DOCKER -> new DockerBackend(environment, CredentialStore.none(), BuildProxies.none());
            case DAEMONLESS -> new DaemonlessBackend(client, false, event -> {});
        }) {
            return new ImageBuilder(
                            client,
                            new BackendChoice(List.of(backend)),
                            TestImages.noSecrets(),
                            1,
                            event -> {},
                            Clock.systemUTC())
                    .build(Answers.await(ImageDiff.of(client, repository, List.of(image))), Map.of());
        }
    }

    private static RegistryClient client() {
        RegistrySettings quick = new RegistrySettings(
                Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 2, Duration.ofMillis(1), Proxies.none());
        return new RegistryClient(quick, CredentialStore.none(), Clock.systemUTC());
    }
}
