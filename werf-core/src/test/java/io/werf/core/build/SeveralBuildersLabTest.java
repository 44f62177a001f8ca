package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builders that know nothing of each other, and one that is killed. */
@NeedsLab({NeedsLab.Server.DOCKER, NeedsLab.Server.REGISTRY})
class SeveralBuildersLabTest {

    private final Repository repository = new Repository(Lab.registry(), Lab.uniqueName("builders-test"));

    @AfterEach
    void removeFromTheEngine() throws Exception {
        ChildProcess.run(
                List.of("sh", "-c", "docker images -q '" + repository + "' | xargs -r docker rmi -f"),
                System.getenv(),
                out -> {},
                line -> {});
    }

    private static RegistryClient client() {
        return new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
    }

    /** The two backends give different bytes for the same Dockerfile. */
    @Test
    void allEndWithTheSameImage() throws Exception {
        TargetImage image = TestImages.image(
                "app", "FROM " + Lab.baseImage() + "\nRUN date +%N > /when; echo " + repository.path(), Map.of());
        CyclicBarrier bothBuild = new CyclicBarrier(2);
        ExecutorService hosts = Executors.newFixedThreadPool(2);
        try (RegistryClient registry = client();
                BuildBackend first = new DockerBackend(System.getenv(), CredentialStore.none(), BuildProxies.none());
                BuildBackend second = new BuildkitBackend(
                        System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none())) {
            ImageDiff diff = new ImageDiff(repository, List.of(), List.of(image));
            List<Future<ImageReport>> builds = List.of(
                    hosts.submit(() -> build(together(first, bothBuild), diff)),
                    hosts.submit(() -> build(together(second, bothBuild), diff)));
            ImageName name = repository.image(image.digest());

            for (Future<ImageReport> one : builds) {
                one.get();
            }
            assertThat(Answers.await(registry.tags(repository)))
                    .filteredOn(tag -> UploadTag.parse(tag).isEmpty())
                    .containsExactly(name.tag());
            Optional<String> published = Answers.await(registry.digest(name));
            assertThat(build(first, diff).built()).isEmpty();
            assertThat(Answers.await(registry.digest(name))).isEqualTo(published);
        } finally {
            hosts.shutdownNow();
        }
    }

    private static ImageReport build(BuildBackend backend, ImageDiff diff) {
        try (RegistryClient registry = client()) {
            return new ImageBuilder(
                            registry,
                            new BackendChoice(List.of(backend)),
                            TestImages.noSecrets(),
                            1,
                            event -> {},
                            Clock.systemUTC())
                    .build(diff, Map.of());
        }
    }

    /** Both have asked whether the image exists, and begin to build, before either publishes. */
    private static BuildBackend together(BuildBackend backend, CyclicBarrier barrier) {
        return new Watched(
                backend,
                () -> {
                    try {
                        barrier.await(120, TimeUnit.SECONDS);
                    } catch (BrokenBarrierException | TimeoutException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                () -> {});
    }

    /**
     * Each is a process of its own, has built its image before the other publishes, and says what it has ended with. The two
     * backends do not share a cache: their images differ.
     */
    @ParameterizedTest
    @CsvSource({"buildkit,docker", "docker,buildkit"})
    void processesThatRaceEndWithTheSameManifest(String first, String second) throws Exception {
        String command = "date +%s%N > /when";
        List<Process> racers = List.of(racer(first, command), racer(second, command));
        for (Process racer : racers) {
            assertThat(answer(racer)).isEqualTo("built");
        }
        List<String> ended = new ArrayList<>();
        for (Process racer : racers) {
            racer.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
            ended.add(answer(racer));
        }
        assertThat(ended.get(0)).isEqualTo(ended.get(1)).startsWith("sha256:");
        try (RegistryClient registry = client()) {
            ImageName name = repository.image(
                    Slow.diff(repository, command).missing().get(0).digest());
            assertThat(Answers.await(registry.digest(name))).contains(ended.get(0));
        }
    }

    private static String answer(Process racer) throws IOException {
        return racer.inputReader(StandardCharsets.UTF_8).readLine();
    }

    private Process racer(String backend, String command) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Racer.class.getName(),
                        backend,
                        repository.toString(),
                        command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aKilledBuilderLeavesNothingThatALaterOneTrusts() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slow.class.getName(),
                        repository.toString(),
                        "sleep 60")
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.lines()
                        .filter(line -> line.contains("begun " + repository.path()))
                        .findFirst())
                .isPresent();
        killed.destroyForcibly().waitFor();

        try (RegistryClient registry = client();
                BuildBackend backend = new BuildkitBackend(
                        System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none())) {
            assertThat(Answers.await(registry.tags(repository))).isEmpty();
            ImageDiff diff = Slow.diff(repository, "true");
            ImageDigest digest = diff.missing().get(0).digest();
            assertThat(build(backend, diff).built()).containsOnlyKeys(digest);
            assertThat(Answers.await(registry.digest(repository.image(digest)))).isPresent();
        }
    }

    /** A process that builds, publishes when it is told to, and says the digest of the manifest that the image has then. */
    static final class Racer {

        private Racer() {}

        public static void main(String[] arguments) {
            ImageDiff diff = Slow.diff(Repository.parse(arguments[1]), arguments[2]);
            try (BuildBackend backend = arguments[0].equals("docker")
                            ? new DockerBackend(System.getenv(), CredentialStore.none(), BuildProxies.none())
                            : new BuildkitBackend(
                                    System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none());
                    RegistryClient registry = client()) {
                build(new Watched(backend, () -> {}, Racer::waitToPublish), diff);
                ImageName name = diff.repository().image(diff.missing().get(0).digest());
                System.out.println(Answers.await(registry.digest(name)).orElse("none"));
            }
        }

        private static void waitToPublish() {
            System.out.println("built");
            try {
                System.in.read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A backend with something before each build and behind it. */
    private record Watched(BuildBackend backend, Runnable before, Runnable behind) implements BuildBackend {

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public Verdict check(TargetImage image) {
            return backend.check(image);
        }

        @Override
        public BuiltImage build(BuildSpec request, Consumer<String> output) throws InterruptedException {
            before.run();
            BuiltImage built = backend.build(request, output);
            behind.run();
            return built;
        }
    }

    /** A process of its own that builds. */
    static final class Slow {

        private Slow() {}

        public static void main(String[] arguments) {
            try (BuildBackend backend = new BuildkitBackend(
                            System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none());
                    RegistryClient registry = client()) {
                new ImageBuilder(
                                registry,
                                new BackendChoice(List.of(backend)),
                                TestImages.noSecrets(),
                                1,
                                System.out::println,
                                Clock.systemUTC())
                        .build(diff(Repository.parse(arguments[0]), arguments[1]), Map.of());
            }
        }

        static ImageDiff diff(Repository repository, String command) {
            TargetImage image = TestImages.image(
                    "app",
                    "FROM " + Lab.baseImage() + "\nRUN echo begun " + repository.path() + " && " + command,
                    Map.of());
            return new ImageDiff(repository, List.of(), List.of(image));
        }
    }
}
