package io.werf.core.build;

import static io.werf.core.lab.NeedsLab.Server.DOCKER;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY_WITH_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.werf.core.event.Event;
import io.werf.core.image.TargetImage;
import io.werf.core.lab.FaultyRegistry;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.DockerConfigCredentials;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.Labels;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NeedsLab({DOCKER, REGISTRY, REGISTRY_WITH_PASSWORD})
class BackendsLabTest {

    /** The ways to build with a Docker Engine. */
    enum Kind {
        BUILDKIT_FOUND,
        BUILDKIT_BUILT_IN,
        DOCKER_JAVA
    }

    @TempDir
    Path dockerConfig;

    private final Map<String, String> surrounding = new HashMap<>();
    private final List<Repository> repositories = new ArrayList<>();
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void login() throws IOException {
        String auth = Base64.getEncoder().encodeToString("werf:secret".getBytes());
        Files.writeString(
                dockerConfig.resolve("config.json"),
                "{\"auths\":{\"" + Lab.registryWithPassword() + "\":{\"auth\":\"" + auth + "\"}}}");
    }

    @ParameterizedTest
    @EnumSource
    void buildsAndPublishesOverPlainHttp(Kind kind) {
        buildsAndPublishes(kind, Lab.registry());
    }

    @ParameterizedTest
    @EnumSource
    void buildsAndPublishesWithAPassword(Kind kind) throws IOException {
        byte[] before = Files.readAllBytes(dockerConfig.resolve("config.json"));
        buildsAndPublishes(kind, Lab.registryWithPassword());
        assertThat(dockerConfig.resolve("config.json")).hasBinaryContent(before);
    }

    /** A base image and a repository that want a password, which Docker's configuration does not have. */
    @ParameterizedTest
    @EnumSource
    void buildsAndPublishesWithTheCredentialsOfTheRun(Kind kind) throws IOException {
        Files.writeString(dockerConfig.resolve("config.json"), "{\"credsStore\":\"none-such\"}");
        try (FaultyRegistry registry = new FaultyRegistry(Lab.registry())) {
            registry.intercept(BackendsLabTest::demandPassword);
            Credentials login = new Credentials("werf", "secret");
            CredentialStore own = CredentialStore.chain(List.of(
                    CredentialStore.of("test", registry.host(), login),
                    CredentialStore.of("test", Lab.registryWithPassword(), login)));
            Repository repository = new Repository(Lab.registryWithPassword(), Lab.uniqueName("build-test"));
            String base = Lab.baseImage().replaceFirst("^[^/]+", registry.host());
            TargetImage image = TestImages.image(
                    "app", "FROM " + base + "\nLABEL of=" + repository.path() + "\nRUN true", Map.of());
            try (RegistryClient client = new RegistryClient(settings(), own, Clock.systemUTC())) {
                assertThat(build(client, backend(kind, own), repository, List.of(image))
                                .built())
                        .containsOnlyKeys(image.digest());
                assertThat(Labels.of(client, repository.image(image.digest()))).containsEntry("of", repository.path());
            }
            run("docker", "rmi", base);
        }
        assertThat(dockerConfig).isDirectoryNotContaining(file -> !file.endsWith("config.json"));
    }

    private static Optional<FaultyRegistry.Answer> demandPassword(HttpExchange exchange) {
        boolean given =
                "Basic d2VyZjpzZWNyZXQ=".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        return given
                ? Optional.empty()
                : Optional.of(refused -> {
                    refused.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"lab\"");
                    refused.sendResponseHeaders(401, -1);
                });
    }

    private void buildsAndPublishes(Kind kind, String registry) {
        Repository repository = new Repository(registry, Lab.uniqueName("build-test"));
        repositories.add(repository);
        TargetImage image = TestImages.image(
                "app",
                "FROM " + Lab.baseImage() + "\nARG VERSION\nCOPY a.txt /a.txt\nRUN echo version $VERSION && cat /a.txt",
                Map.of("a.txt", "content of " + repository + "\n"));
        try (RegistryClient client = client()) {
            ImageReport report = build(client, kind, repository, List.of(image));
            assertThat(report.built()).containsOnlyKeys(image.digest());
            assertThat(Labels.of(client, repository.image(image.digest())))
                    .containsEntry("werf", "shop")
                    .containsEntry("werf-stage-content-digest", image.digest().hex());
            assertThat(output()).contains("version 7", "content of " + repository);
            assertThat(Answers.await(ImageDiff.of(client, repository, List.of(image)))
                            .missing())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxiesOfTheEnvironmentReachCommandsAndLeaveNoTrace(Kind kind) {
        surrounding.put("HTTP_PROXY", "http://user:pa55@proxy.invalid:3128");
        proxiesReachCommandsAndLeaveNoTrace(kind);
    }

    @ParameterizedTest
    @EnumSource
    void proxiesOfDockersConfigurationReachCommandsAndLeaveNoTrace(Kind kind) throws IOException {
        Files.writeString(
                dockerConfig.resolve("config.json"),
                "{\"proxies\":{\"default\":{\"httpProxy\":\"http://user:pa55@proxy.invalid:3128\"}}}");
        proxiesReachCommandsAndLeaveNoTrace(kind);
    }

    private void proxiesReachCommandsAndLeaveNoTrace(Kind kind) {
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("build-test"));
        repositories.add(repository);
        TargetImage image = TestImages.image(
                "app",
                "FROM " + Lab.baseImage() + "\nRUN echo " + repository.path() + " $HTTP_PROXY $http_proxy",
                Map.of());
        try (RegistryClient client = client()) {
            build(client, kind, repository, List.of(image));
            assertThat(output())
                    .contains(repository.path()
                            + " http://user:pa55@proxy.invalid:3128 http://user:pa55@proxy.invalid:3128");
            String config = Answers.await(
                            client.manifest(repository, image.digest().hex()))
                    .flatMap(ImageManifest::configDigest)
                    .orElseThrow();
            assertThat(Answers.await(client.config(repository, config)).toString())
                    .contains(repository.path())
                    .doesNotContain("proxy.invalid");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailingRunIsNamedWithItsPlace(Kind kind) {
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("build-test"));
        TargetImage image = TestImages.image(
                "app",
                "FROM " + Lab.baseImage() + "\nENV A=1\nRUN echo fine\nRUN echo " + repository.path()
                        + " && exit 42\nWORKDIR /x",
                Map.of());
        try (RegistryClient client = client()) {
            assertThatThrownBy(() -> build(client, kind, repository, List.of(image)))
                    .isInstanceOfSatisfying(BuildFailedException.class, failure -> {
                        assertThat(failure.exitCode()).hasValue(42);
                        assertThat(failure.lastLines()).contains(repository.path());
                        assertThat(failure.instruction().orElseThrow().location())
                                .hasToString("Dockerfile:4:1");
                    })
                    .hasMessageContaining("Dockerfile:4:1: image \"app\" cannot be built: RUN ended with exit code 42");
            assertThat(events).anyMatch(Event.ImageFailed.class::isInstance);
            assertThat(Answers.await(client.tags(repository))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMissingSourceIsAnError(Kind kind) {
        TargetImage image =
                TestImages.image("app", "FROM " + Lab.baseImage() + "\nCOPY none.txt /\nRUN true", Map.of("a", ""));
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("build-test"));
        try (RegistryClient client = client()) {
            assertThatThrownBy(() -> build(client, kind, repository, List.of(image)))
                    .isInstanceOf(BuildFailedException.class)
                    .hasMessageContaining("none.txt");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedPushIsAnError(Kind kind) throws IOException {
        Files.writeString(dockerConfig.resolve("config.json"), "{}");
        Repository repository = new Repository(Lab.registryWithPassword(), Lab.uniqueName("build-test"));
        TargetImage image = TestImages.image("app", "FROM " + Lab.baseImage() + "\nLABEL a=b", Map.of());
        // The registry's own answer to the HEAD would come first: ask it with the right password.
        CredentialStore right =
                CredentialStore.of("test", Lab.registryWithPassword(), new Credentials("werf", "secret"));
        try (RegistryClient client = new RegistryClient(settings(), right, Clock.systemUTC())) {
            assertThatThrownBy(() -> build(client, kind, repository, List.of(image)))
                    .isInstanceOf(PushFailedException.class)
                    .hasMessageContaining("cannot publish " + repository);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheBuild(Kind kind) throws Exception {
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("build-test"));
        TargetImage image = TestImages.image(
                "app", "FROM " + Lab.baseImage() + "\nRUN echo begun " + repository.path() + " && sleep 120", Map.of());
        CountDownLatch begun = new CountDownLatch(1);
        try (RegistryClient client = client()) {
            ImageDiff diff = new ImageDiff(repository, List.of(), List.of(image));
            ImageBuilder builder = new ImageBuilder(
                    client,
                    new BackendChoice(List.of(backend(kind, credentials()))),
                    TestImages.noSecrets(),
                    1,
                    event -> {
                        if (event instanceof Event.ImageBuildOutput output
                                && output.line().startsWith("begun")) {
                            begun.countDown();
                        }
                    },
                    Clock.systemUTC());
            FutureTask<ImageReport> task = new FutureTask<>(() -> builder.build(diff, Map.of()));
            Thread thread = new Thread(task);
            thread.start();
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            thread.interrupt();
            assertThatThrownBy(() -> task.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
            assertThat(ProcessHandle.allProcesses()
                            .flatMap(p -> p.info().commandLine().stream())
                            .filter(line -> line.contains("docker") && line.contains(repository.path())))
                    .isEmpty();
        }
    }

    private ImageReport build(RegistryClient client, Kind kind, Repository repository, List<TargetImage> images) {
        return build(client, backend(kind, credentials()), repository, images);
    }

    private ImageReport build(
            RegistryClient client, BuildBackend backend, Repository repository, List<TargetImage> images) {
        return new ImageBuilder(
                        client,
                        new BackendChoice(List.of(backend)),
                        TestImages.noSecrets(),
                        2,
                        events::add,
                        Clock.systemUTC())
                .build(Answers.await(ImageDiff.of(client, repository, images)), Map.of("werf", "shop"));
    }

    private List<String> output() {
        return Stream.of(events.toArray(Event[]::new))
                .filter(Event.ImageBuildOutput.class::isInstance)
                .map(event -> ((Event.ImageBuildOutput) event).line())
                .toList();
    }

    private BuildProxies proxies() {
        return new BuildProxies(environment(), secret -> {});
    }

    private BuildBackend backend(Kind kind, CredentialStore own) {
        return switch (kind) {
            case BUILDKIT_FOUND -> new BuildkitBackend(environment(), Optional.empty(), own, proxies());
            case BUILDKIT_BUILT_IN ->
                new BuildkitBackend(
                        new DockerCli(oldClient(), DockerCli.Flavor.BUILT_IN, environment(), "docker 20.10"),
                        own,
                        proxies());
            case DOCKER_JAVA -> new DockerBackend(environment(), own, proxies());
        };
    }

    /** A docker program that has BuildKit built in: from 23 on they have not. */
    private static Path oldClient() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "docker"))
                .filter(Files::isExecutable)
                .filter(program -> run(program.toString(), "--version").matches("(?s)Docker version (1\\d|20)\\..*"))
                .findFirst();
        Lab.needs(found.isPresent(), "a docker client older than 23");
        return found.orElseThrow();
    }

    private static String run(String... command) {
        StringBuilder output = new StringBuilder();
        try {
            ChildProcess.run(List.of(command), System.getenv(), out -> {}, line -> output.append(line));
            return output.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void removeFromTheEngine() {
        repositories.forEach(
                repository -> run("sh", "-c", "docker images -q '" + repository + "' | xargs -r docker rmi -f"));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_CONFIG", dockerConfig.toString());
        environment.putAll(surrounding);
        return environment;
    }

    private CredentialStore credentials() {
        return DockerConfigCredentials.ofUser(environment(), Path.of("/nonexistent"));
    }

    private static RegistrySettings settings() {
        return RegistrySettings.defaults().withCaFile(Lab.registryWithPassword(), Lab.registryCa());
    }

    private RegistryClient client() {
        return new RegistryClient(settings(), credentials(), Clock.systemUTC());
    }
}
