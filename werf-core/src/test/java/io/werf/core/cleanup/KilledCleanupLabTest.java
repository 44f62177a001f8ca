package io.werf.core.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.FaultyRegistry;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clean-up that is killed without warning among its deletions leaves nothing wrong, and the next one ends its work. */
@NeedsLab(NeedsLab.Server.REGISTRY)
class KilledCleanupLabTest {

    private static final int IMAGES = 30;
    private static final int EVERY = 6;
    private static final String COMMIT = "f".repeat(40);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path clone;

    private final Sandbox sandbox = Sandbox.start();
    private final FaultyRegistry proxy = new FaultyRegistry(Lab.registry());
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
    private final String path = Lab.uniqueName("killed-cleanup");
    private final Repository repository = Repository.parse(Lab.registry() + "/" + path);
    private final Set<String> used = new TreeSet<>();

    @BeforeEach
    void pushAndUse() throws IOException {
        GitProject.init(clone).file("a", "1").commit("one");
        try (KubeClient cluster = KubeClients.connect(sandbox.apiServer())) {
            cluster.create(object("Namespace", Map.of("name", "prod"), Map.of()));
            for (int i = 0; i < IMAGES; i++) {
                String image = String.format("%056x", i);
                push(image);
                push(TagName.record("shop", "backend", COMMIT, image));
                if (i % EVERY == 0) {
                    used.add(image);
                    Map<String, Object> spec =
                            Map.of("containers", List.of(Map.of("name", "c", "image", repository + ":" + image)));
                    Map<String, Object> metadata = Map.of("name", "p" + i, "namespace", "prod");
                    cluster.create(object("Pod", metadata, Map.of("spec", spec)));
                }
            }
            push(TagName.managed("backend"));
        }
    }

    @AfterEach
    void close() {
        for (String tag : tags()) {
            Answers.await(registry.digest(new ImageName(repository, tag)))
                    .ifPresent(digest -> Answers.await(registry.deleteManifest(repository, digest)));
        }
        registry.close();
        proxy.close();
        sandbox.close();
    }

    private static KubeObject object(String kind, Map<String, Object> metadata, Map<String, Object> rest) {
        Map<String, Object> body = new java.util.LinkedHashMap<>(rest);
        body.putAll(Map.of("apiVersion", "v1", "kind", kind, "metadata", metadata));
        return new KubeObject(body);
    }

    private void push(String tag) {
        Map<String, String> labels = Map.of("werf", "shop", "unique", tag);
        Answers.await(new RecordImage(labels, LONG_AGO).push(registry, new ImageName(repository, tag)));
    }

    private List<String> tags() {
        return Answers.await(registry.tags(repository));
    }

    private Contents contents() {
        return Contents.of(tags());
    }

    /** Kills the program when it asks for its n-th deletion; that one and those beside it may still come to pass. */
    private int killedAt(int deletion) throws IOException, InterruptedException {
        CompletableFuture<Process> program = new CompletableFuture<>();
        AtomicInteger deletions = new AtomicInteger();
        proxy.fail((method, asked) -> {
            if (method.equals("DELETE") && deletions.incrementAndGet() == deletion) {
                program.join().destroyForcibly();
            }
            return Optional.empty();
        });
        program.complete(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledCleanup.class.getName(),
                        clone.toString(),
                        proxy.host() + "/" + path,
                        sandbox.apiServer().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        return program.join().waitFor();
    }

    /** The first deletion is the probe, 25 are images, then come the mark and the records. */
    @ParameterizedTest
    @ValueSource(ints = {2, 9, 20, 30})
    void theNextRunEndsItsWorkAndNoUsedImageIsEverGone(int deletion) throws IOException, InterruptedException {
        assertThat(killedAt(deletion)).isNotZero();
        Contents left = contents();
        assertThat(left.images()).containsAll(used);
        assertThat(left.records().stream().map(CommitRecord::image).toList())
                .as("no image is without its record")
                .containsAll(left.images());

        // The mark of the dead counts for a minute; nobody wants to wait that long.
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        KilledCleanup.clean(clone, repository.toString(), sandbox.apiServer(), later);

        assertThat(contents().images()).containsExactlyInAnyOrderElementsOf(used);
        assertThat(contents().records().stream().map(CommitRecord::image)).containsExactlyInAnyOrderElementsOf(used);
        assertThat(contents().others()).isEmpty();
    }
}
