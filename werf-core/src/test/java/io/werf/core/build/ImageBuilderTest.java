package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.Event;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import io.werf.core.sandbox.Sandbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageBuilderTest {

    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private Runnable duringPush = () -> {};
    private final Sandbox sandbox = Sandbox.start();
    private final Repository repository = Repository.parse(sandbox.registry() + "/app");
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());

    @AfterEach
    void stop() {
        registry.close();
        sandbox.close();
    }

    @Test
    void buildsDependenciesFirst() {
        TargetImage last = image("c", "b");
        ImageReport report = build(5, request -> {}, last, image("b", "a"), image("a"));
        assertThat(log).containsExactly("build a", "push a", "build b", "push b", "build c", "push c");
        assertThat(report.built()).hasSize(3).containsKey(last.digest());
        assertThat(report.backends()).contains("fake");
    }

    @Test
    void buildsIndependentImagesAtOnce() {
        CyclicBarrier together = new CyclicBarrier(3);
        build(3, request -> await(together), image("a"), image("b"), image("c"));
        assertThat(log).hasSize(6);
    }

    @Test
    void buildsNoMoreAtOnceThanAllowed() {
        List<Integer> atOnce = Collections.synchronizedList(new ArrayList<>());
        java.util.concurrent.atomic.AtomicInteger running = new java.util.concurrent.atomic.AtomicInteger();
        build(
                2,
                request -> {
                    atOnce.add(running.incrementAndGet());
                    running.decrementAndGet();
                },
                image("a"),
                image("b"),
                image("c"),
                image("d"));
        assertThat(atOnce).hasSize(4).allMatch(count -> count <= 2);
    }

    @Test
    void buildsTheSameDigestOnce() {
        TargetImage a = TestImages.image("same", "FROM x", Map.of());
        TargetImage other = new TargetImage(
                a.config(), a.dockerfile(), a.targetStage(), a.context(), a.digest(), java.util.Set.of());
        build(5, request -> {}, a, other);
        assertThat(log).containsExactly("build same", "push same");
    }

    @Test
    void theFirstFailureEndsTheOthers() {
        CountDownLatch slowBegan = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> build(
                        2,
                        request -> {
                            if (request.image().name().equals("slow")) {
                                slowBegan.countDown();
                                never.await();
                            }
                            slowBegan.await();
                            throw new BuildFailedException(request.image(), "it broke", List.of(), null);
                        },
                        image("slow"),
                        image("broken"),
                        image("later", "broken")))
                .isInstanceOf(BuildFailedException.class)
                .hasMessage("image \"broken\" cannot be built: it broke");
        assertThat(log).containsExactlyInAnyOrder("build slow", "build broken");
        assertThat(events.stream().filter(Event.ImageFailed.class::isInstance)).hasSize(2);
    }

    @Test
    void whoComesSecondTakesWhatTheFirstPublished() {
        TargetImage image = image("a");
        ImageReport report = build(1, request -> publish(image, "theirs"), image);
        assertThat(report.built()).isEmpty();
        assertThat(report.backends()).isEmpty();
        assertThat(log).containsExactly("build a");
        assertThat(published(image)).isEqualTo(manifest("theirs").digest());
        assertThat(events).anyMatch(event -> event instanceof Event.Notice);
    }

    @Test
    void theTagIsNotMovedWhenSomebodyPublishesDuringThePush() {
        TargetImage image = image("a");
        duringPush = () -> publish(image, "theirs");
        assertThat(build(1, request -> {}, image).built()).isEmpty();
        assertThat(log).containsExactly("build a", "push a");
        assertThat(published(image)).isEqualTo(manifest("theirs").digest());
        assertThat(events).anyMatch(event -> event instanceof Event.Notice);
    }

    /** Reproducible builds give the same bytes everywhere. */
    @Test
    void whoComesSecondWithTheSameImageHasBuiltNothingEither() {
        TargetImage image = image("a");
        duringPush = () -> publish(image, "a");
        assertThat(build(1, request -> {}, image).built()).isEmpty();
        assertThat(events).noneMatch(event -> event instanceof Event.Notice);
    }

    @Test
    void anImageGetsItsTagWhenItIsWhole() {
        TargetImage image = image("a");
        duringPush = () -> assertThat(Answers.await(registry.tags(repository))).isEmpty();
        build(1, request -> {}, image);
        assertThat(published(image)).isEqualTo(manifest("a").digest());
        assertThat(events).noneMatch(event -> event instanceof Event.Notice);
    }

    @Test
    void eachBuildUploadsUnderATagOfItsOwn() {
        List<String> uploads = Collections.synchronizedList(new ArrayList<>());
        TargetImage image = image("a");
        build(1, request -> uploads.add(request.upload().tag()), image);
        build(1, request -> uploads.add(request.upload().tag()), image);
        assertThat(uploads).doesNotHaveDuplicates().hasSize(2);
        assertThat(uploads)
                .allSatisfy(tag ->
                        assertThat(UploadTag.parse(tag).orElseThrow().digest()).isEqualTo(image.digest()));
    }

    private void publish(TargetImage image, String who) {
        Answers.await(registry.putManifest(repository, image.digest().hex(), manifest(who)));
    }

    private String published(TargetImage image) {
        return Answers.await(registry.digest(repository.image(image.digest()))).orElse("none");
    }

    private static ImageManifest manifest(String who) {
        return ImageManifest.of(
                "application/vnd.oci.image.manifest.v1+json",
                "{\"schemaVersion\":2,\"layers\":[],\"annotations\":{\"by\":\"" + who + "\"}}");
    }

    @Test
    void choosesTheFirstBackendThatCanAndSaysWhy() {
        BuildBackend cannot = new Fake("buildkit", new BuildBackend.Verdict.Cannot("no docker program"), request -> {});
        BuildBackend can = new Fake("docker", new BuildBackend.Verdict.Can("Engine 1"), request -> {});
        builder(1, cannot, can).build(diff(image("a")), Map.of());
        assertThat(events.get(0))
                .isEqualTo(new Event.ImageBuildStarted("a", "docker", "Engine 1 (not buildkit: no docker program)"));
    }

    @Test
    void saysWhatIsMissingWhereWhenNothingCanBuild() {
        BuildBackend one = new Fake("buildkit", new BuildBackend.Verdict.Cannot("no docker program"), request -> {});
        BuildBackend two = new Fake("docker", new BuildBackend.Verdict.Cannot("no Engine"), request -> {});
        assertThatThrownBy(() -> builder(1, one, two).build(diff(image("a")), Map.of()))
                .isInstanceOf(NoBackendException.class)
                .hasMessageContaining("nothing here can build image \"a\"")
                .hasMessageContaining("buildkit: no docker program")
                .hasMessageContaining("docker: no Engine");
        assertThat(log).isEmpty();
    }

    @Test
    void passesLabelsAndTheDigest() {
        List<BuildSpec> requests = Collections.synchronizedList(new ArrayList<>());
        TargetImage image = image("a");
        build(1, requests::add, image);
        assertThat(requests.get(0).labels())
                .containsEntry("werf", "shop")
                .containsEntry("werf-stage-content-digest", image.digest().hex());
    }

    @FunctionalInterface
    private interface Work {
        void on(BuildSpec request) throws InterruptedException;
    }

    private ImageReport build(int parallel, Work work, TargetImage... images) {
        return builder(parallel, new Fake("fake", new BuildBackend.Verdict.Can("always"), work))
                .build(diff(images), Map.of("werf", "shop"));
    }

    private ImageBuilder builder(int parallel, BuildBackend... backends) {
        return new ImageBuilder(
                registry,
                new BackendChoice(List.of(backends)),
                TestImages.noSecrets(),
                parallel,
                events::add,
                Clock.systemUTC());
    }

    private ImageDiff diff(TargetImage... images) {
        return new ImageDiff(repository, List.of(), List.of(images));
    }

    private static TargetImage image(String name, String... dependencies) {
        return TestImages.image(name, "FROM " + name, Map.of(), dependencies);
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.BrokenBarrierException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("the builds did not run at once", e);
        }
    }

    private final class Fake implements BuildBackend {

        private final String name;
        private final Verdict verdict;
        private final Work work;

        Fake(String name, Verdict verdict, Work work) {
            this.name = name;
            this.verdict = verdict;
            this.work = work;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Verdict check(TargetImage image) {
            return verdict;
        }

        @Override
        public BuiltImage build(BuildSpec request, Consumer<String> output) throws InterruptedException {
            log.add("build " + request.image().name());
            work.on(request);
            return lines -> {
                log.add("push " + request.image().name());
                duringPush.run();
                return new BuiltImage.Pushed.Blobs(manifest(request.image().name()), 0);
            };
        }
    }
}
