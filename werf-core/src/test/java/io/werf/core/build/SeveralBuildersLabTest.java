package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
                BuildBackend first = new DockerBackend(System.getenv(), CredentialStore.none());
                BuildBackend second = new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none())) {
            ImageDiff diff = new ImageDiff(repository, List.of(), List.of(image));
            List<Future<ImageReport>> reports = List.of(
                    hosts.submit(() -> build(together(first, bothBuild), diff)),
                    hosts.submit(() -> build(together(second, bothBuild), diff)));
            ImageName name = reports.get(0).get().images().get(0).image();

            assertThat(reports.get(1).get().images().get(0).image()).isEqualTo(name);
            assertThat(Answers.await(registry.tags(repository)))
                    .filteredOn(tag -> UploadTag.parse(tag).isEmpty())
                    .containsExactly(name.tag());
            Optional<String> published = Answers.await(registry.digest(name));
            assertThat(build(first, diff).images().get(0).image()).isEqualTo(name);
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
        return new BuildBackend() {
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
                try {
                    barrier.await(60, TimeUnit.SECONDS);
                } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
                    throw new IllegalStateException(e);
                }
                return backend.build(request, output);
            }
        };
    }

    /**
     * Each is a process of its own that begins when the other is ready, and says what it has ended with. The two backends do not
     * share a cache: their images differ.
     */
    @Test
    void processesThatRaceEndWithTheSameManifest() throws Exception {
        for (int round = 0; round < 3; round++) {
            String command = "date +%s%N > /when; true " + round;
            List<Process> racers = List.of(racer("buildkit", command), racer("docker", command));
            for (Process racer : racers) {
                assertThat(racer.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
            }
            for (Process racer : racers) {
                racer.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
            }
            Set<String> ended = new HashSet<>();
            for (Process racer : racers) {
                ended.add(racer.inputReader(StandardCharsets.UTF_8).readLine());
            }
            try (RegistryClient registry = client()) {
                ImageName name = repository.image(
                        Slow.diff(repository, command).missing().get(0).digest());
                assertThat(ended)
                        .containsExactly(Answers.await(registry.digest(name)).orElseThrow());
            }
        }
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
                BuildBackend backend = new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none())) {
            assertThat(Answers.await(registry.tags(repository))).isEmpty();
            ImageReport report = build(backend, Slow.diff(repository, "true"));
            assertThat(report.images().get(0).built()).isTrue();
            assertThat(Answers.await(registry.digest(report.images().get(0).image())))
                    .isPresent();
        }
    }

    /** A process that builds when it is told to, and says the digest of the manifest that the image has then. */
    static final class Racer {

        private Racer() {}

        public static void main(String[] arguments) throws IOException {
            ImageDiff diff = Slow.diff(Repository.parse(arguments[1]), arguments[2]);
            System.out.println("ready");
            System.in.read();
            try (BuildBackend backend = arguments[0].equals("docker")
                            ? new DockerBackend(System.getenv(), CredentialStore.none())
                            : new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none());
                    RegistryClient registry = client()) {
                ImageName name = build(backend, diff).images().get(0).image();
                System.out.println(Answers.await(registry.digest(name)).orElse("none"));
            }
        }
    }

    /** A process of its own that builds. */
    static final class Slow {

        private Slow() {}

        public static void main(String[] arguments) {
            try (BuildBackend backend = new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none());
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
