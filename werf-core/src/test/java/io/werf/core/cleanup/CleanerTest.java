package io.werf.core.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.CleanupConfig;
import io.werf.core.config.DeployConfig;
import io.werf.core.config.GitWorktreeConfig;
import io.werf.core.config.WerfConfig;
import io.werf.core.git.GitRepository;
import io.werf.core.image.ImageDigest;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.GitProject;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageCopies;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import io.werf.core.registry.vendor.ImageRemovers;
import io.werf.core.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Git, and the sandbox's registry and API server. */
class CleanerTest {

    private static final String OLD = image(1);
    private static final String NEW = image(2);
    private static final String USED = image(3);
    private static final String ORPHAN = image(4);
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    private Path temporary;

    private final Sandbox sandbox = Sandbox.start();
    private final Clock clock = Clock.systemUTC();
    private final RegistryClient registry =
            new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), clock);
    private final ImageRemovers removers = ImageRemovers.byAddress(registry);
    private final KubeClient kube = KubeClients.connect(sandbox.apiServer());
    private final Repository repository = Repository.parse(sandbox.registry() + "/shop");
    private final Repository deployed = Repository.parse(sandbox.registry() + "/deployed");
    private Optional<Repository> ofFinal = Optional.empty();
    private GitProject origin;
    private GitRepository git;
    private String first;
    private String second;

    @BeforeEach
    void makeProject() throws IOException {
        origin = GitProject.init(Files.createDirectory(temporary.resolve("origin")));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        first = origin.at(now.minus(Duration.ofDays(40))).file("a", "1").commit("one");
        second = origin.at(now.minus(Duration.ofDays(1))).file("a", "2").commit("two");
        origin.git("branch", "-q", "-m", "feature");
        GitProject.in(temporary).git("clone", "-q", origin.directory().toString(), "clone");
        git = GitRepository.open(temporary.resolve("clone"));
        for (String image : List.of(OLD, NEW, USED, ORPHAN)) {
            push(image, "shop", LONG_AGO);
        }
        record(first, OLD);
        record(second, NEW);
    }

    @AfterEach
    void close() {
        git.close();
        kube.close();
        registry.close();
        sandbox.close();
    }

    private static String image(int number) {
        return String.format("%056x", number);
    }

    private void push(String tag, String project, Instant created) {
        Map<String, String> labels = Map.of("werf", project, "unique", tag);
        Answers.await(new RecordImage(labels, created).push(registry, new ImageName(repository, tag)));
    }

    private void record(String commit, String image) {
        Answers.await(new ImageRecords(registry, clock)
                .publish(repository, "shop", commit, Map.of("backend", new ImageDigest(image)), Set.of()));
    }

    private void tag(Repository where, String tag, String image) {
        Answers.await(new CustomTagRecords(registry, repository, "shop", clock)
                .publish(new ImageName(where, tag), new ImageDigest(image)));
    }

    private void copy(String... images) {
        ofFinal = Optional.of(deployed);
        for (String image : images) {
            Answers.await(
                    new ImageCopies(registry).image(new ImageName(repository, image), new ImageName(deployed, image)));
        }
    }

    private void runPod(String image) {
        runPodOf("mirror.example.com/x:" + image);
    }

    private void runPodOf(String image) {
        kube.create(
                new KubeObject(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", "prod"))));
        kube.create(new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("name", "p", "namespace", "prod"),
                "spec",
                Map.of("containers", List.of(Map.of("name", "c", "image", image))))));
    }

    private CleanupTask task(KubeClient... clusters) {
        return task(GitWorktreeConfig.DEFAULT, clusters);
    }

    private CleanupTask task(GitWorktreeConfig worktree, KubeClient... clusters) {
        return new CleanupTask(
                repository,
                ofFinal,
                new WerfConfig("shop", DeployConfig.DEFAULT, List.of(), CleanupConfig.DEFAULT, worktree),
                git,
                List.of(clusters),
                List.of(),
                true,
                Set.of(),
                Optional.empty());
    }

    private List<String> tags() {
        return Answers.await(registry.tags(repository));
    }

    private Set<String> images() {
        return Contents.of(tags()).images();
    }

    private Cleaner cleaner() {
        return new Cleaner(registry, removers, clock);
    }

    @Test
    void exactlyWhatNobodyNeedsGoes() {
        runPod(USED);
        CleanupResult result = cleaner().clean(task(kube));
        assertThat(tags())
                .containsExactlyInAnyOrder(
                        NEW, USED, TagName.record("shop", "backend", second, NEW), "managed-image-backend");
        assertThat(result.deleted())
                .extracting(Verdict::tag)
                .containsExactlyInAnyOrder(OLD, ORPHAN, TagName.record("shop", "backend", first, OLD));
        assertThat(result.kept())
                .anySatisfy(verdict -> assertThat(verdict.reason()).isEqualTo("runs in prod Pod/p"))
                .anySatisfy(verdict -> assertThat(verdict.reason()).isEqualTo("branch feature, 1st of 2"));
    }

    @Test
    void aSecondRunOnlyReads() {
        runPod(USED);
        cleaner().clean(task(kube));
        sandbox.clearRequests();
        assertThat(cleaner().clean(task(kube)).deleted()).isEmpty();
        assertThat(sandbox.registryRequests()).hasSize(1);
    }

    @Test
    void aDryRunSaysTheSameAndDeletesNothing() {
        List<String> before = tags();
        sandbox.clearRequests();
        CleanupResult result = cleaner().dryRun(task());
        assertThat(result.deleted()).extracting(Verdict::tag).contains(OLD, USED, ORPHAN);
        assertThat(sandbox.registryRequests())
                .noneSatisfy(request -> assertThat(request.method()).isEqualTo("DELETE"));
        assertThat(tags()).isEqualTo(before);
        assertThat(result.toJson()).contains("\"dryRun\":true", "\"type\":\"stage\",\"tag\":\"" + OLD + "\"");
    }

    @Test
    void aManifestStaysAsLongAsAnotherTagHasIt() {
        ImageManifest manifest =
                Answers.await(registry.manifest(repository, OLD)).orElseThrow();
        Answers.await(registry.putManifest(repository, "latest", manifest));
        CleanupResult result = cleaner().clean(task());
        assertThat(tags()).contains("latest", OLD, TagName.record("shop", "backend", first, OLD));
        assertThat(images()).containsExactlyInAnyOrder(OLD, NEW);
        assertThat(result.kept())
                .anySatisfy(verdict -> assertThat(verdict.reason()).isEqualTo("the same manifest as tag latest"));
    }

    @Test
    void uploadsDoNotKeepImagesAndGoWhenTheirImageIsGone() {
        String ofOld = upload(OLD, LONG_AGO);
        String ofNew = upload(NEW, LONG_AGO);
        for (String image : List.of(OLD, NEW)) {
            ImageManifest manifest =
                    Answers.await(registry.manifest(repository, image)).orElseThrow();
            Answers.await(registry.putManifest(repository, image.equals(OLD) ? ofOld : ofNew, manifest));
        }
        String lostRace = upload(NEW, LONG_AGO);
        String ofKilledBuild = upload(image(9), LONG_AGO);
        String ofRunningBuild = upload(image(10), clock.instant());
        List.of(lostRace, ofKilledBuild, ofRunningBuild).forEach(tag -> push(tag, "shop", LONG_AGO));

        cleaner().clean(task());

        assertThat(images()).containsExactly(NEW);
        assertThat(Contents.of(tags()).uploads())
                .extracting(UploadTag::toString)
                .containsExactlyInAnyOrder(ofNew, lostRace, ofRunningBuild);
    }

    @Test
    void aPurgeTakesTheUploadsOfTheProject() {
        String ofImage = upload(OLD, LONG_AGO);
        Answers.await(registry.putManifest(
                repository,
                ofImage,
                Answers.await(registry.manifest(repository, OLD)).orElseThrow()));
        push(upload(image(9), clock.instant()), "shop", LONG_AGO);
        String other = upload(image(10), LONG_AGO);
        push(other, "other", LONG_AGO);
        new Purger(registry, removers, repository, Optional.empty(), "shop", clock).purge();
        assertThat(tags()).containsExactly(other);
    }

    private static String upload(String content, Instant when) {
        return UploadTag.next(new ImageDigest(content), when).toString();
    }

    @Test
    void imagesOfOtherProjectsAndRecentOnesStay() {
        push(image(5), "other", LONG_AGO);
        push(image(6), "shop", clock.instant());
        // Reproducible builds say 1970: what counts for them is when they were recorded.
        push(image(7), "shop", Instant.EPOCH);
        record("f".repeat(40), image(7));
        push(image(8), "shop", Instant.EPOCH);
        cleaner().clean(task());
        assertThat(images()).containsExactlyInAnyOrder(NEW, image(5), image(6), image(7));
    }

    @Test
    void aClusterThatCannotBeReachedStopsEverything() {
        List<String> before = tags();
        try (KubeClient gone = KubeClients.connect(URI.create("http://127.0.0.1:1"))) {
            assertThatThrownBy(() -> cleaner().clean(task(kube, gone)))
                    .isInstanceOf(CleanupStoppedException.class)
                    .hasMessageStartingWith("nothing was deleted from " + repository);
        }
        assertThat(tags()).isEqualTo(before);
    }

    @Test
    void aShallowCloneThatMayNotBeDeepenedStopsEverything() {
        GitProject.in(temporary)
                .git("clone", "-q", "--depth", "1", origin.directory().toUri().toString(), "shallow");
        git.close();
        git = GitRepository.open(temporary.resolve("shallow"));
        List<String> before = tags();
        assertThatThrownBy(() -> cleaner().clean(task(new GitWorktreeConfig(false, false, true))))
                .isInstanceOf(CleanupStoppedException.class)
                .hasCauseInstanceOf(ShallowCloneException.class);
        assertThat(tags()).isEqualTo(before);
        cleaner().clean(task());
        assertThat(images()).containsExactly(NEW);
    }

    @Test
    void recordingAnImageAgainLeavesANewTagForCleanupsToSee() {
        List<String> before = tags();
        record(second, NEW);
        List<String> added = new ArrayList<>(tags());
        added.removeAll(before);
        assertThat(added)
                .singleElement()
                .satisfies(tag ->
                        assertThat(TagName.record(tag).orElseThrow().built()).isPresent());
    }

    @Test
    void twoRecordsOfTheSameSecondAreTwoManifests() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        for (int milliseconds : List.of(1, 2)) {
            Clock fixed = Clock.fixed(now.plusMillis(milliseconds), ZoneOffset.UTC);
            Answers.await(new ImageRecords(registry, fixed)
                    .publish(repository, "shop", second, Map.of("backend", new ImageDigest(NEW)), Set.of("backend")));
        }
        cleaner().clean(task());
        cleaner().clean(task());
        assertThat(images()).containsExactly(NEW);
    }

    @Test
    void anImageThatAnotherProjectHasRecordedStaysWithThatRecord() {
        Answers.await(new ImageRecords(registry, clock)
                .publish(repository, "other", "e".repeat(40), Map.of("app", new ImageDigest(OLD)), Set.of()));
        String theirs = TagName.record("other", "app", "e".repeat(40), OLD);
        CleanupResult result = cleaner().clean(task());
        assertThat(tags()).contains(OLD, NEW, theirs);
        assertThat(result.kept())
                .anySatisfy(verdict -> assertThat(verdict.reason()).isEqualTo("recorded by project other"));
        new Purger(registry, removers, repository, Optional.empty(), "shop", clock).purge();
        assertThat(tags()).contains(OLD, theirs).doesNotContain(NEW);
    }

    @Test
    void imagesOfWerfStayWithTheirRecords() {
        String stage = image(9) + "-1700000000000";
        String record = "meta-7a6bd52f_" + first + "_" + stage;
        push(stage, "shop", LONG_AGO);
        push(record, "shop", LONG_AGO);
        cleaner().clean(task());
        assertThat(tags()).contains(stage, record).doesNotContain(ORPHAN);
        new Purger(registry, removers, repository, Optional.empty(), "shop", clock).purge();
        assertThat(tags()).containsExactlyInAnyOrder(stage, record);
    }

    @Test
    void aPurgeTakesEverythingOfTheProjectAndNothingElse() {
        push(image(5), "other", LONG_AGO);
        Purger purger = new Purger(registry, removers, repository, Optional.empty(), "shop", clock);
        assertThat(purger.dryRun().deleted()).hasSize(7);
        assertThat(tags()).hasSize(8);
        purger.purge();
        assertThat(tags()).containsExactly(image(5));
    }

    @Test
    void aNameThatIsForgottenKeepsNothing() {
        ManagedImages names = new ManagedImages(registry, removers, repository, "shop", clock);
        names.add(List.of("old name", "x".repeat(300), "backend"));
        Answers.await(new RecordImage(Map.of("werf", "other"), LONG_AGO)
                .push(registry, new ImageName(repository, "managed-image-foreign")));
        assertThat(names.names()).containsExactly("backend", "old name", "x".repeat(300));
        names.remove(List.of("backend", "never recorded"));
        assertThat(names.names()).containsExactly("old name", "x".repeat(300));
        cleaner().clean(task());
        assertThat(images()).isEmpty();
    }

    @Test
    void aCustomTagKeepsNoImageAndGoesWithIt() {
        tag(repository, "v1", OLD);
        tag(repository, "latest", NEW);
        CleanupResult result = cleaner().clean(task());
        assertThat(images()).containsExactly(NEW);
        assertThat(tags()).contains("latest", "custom-tag-meta-latest").doesNotContain("v1", "custom-tag-meta-v1");
        assertThat(result.deleted())
                .filteredOn(verdict -> verdict.tag().equals("v1"))
                .extracting(Verdict::kind)
                .containsExactly(Verdict.Kind.CUSTOM_TAG);
    }

    @Test
    void anImageThatACustomTagOfItIsRunByStays() {
        tag(repository, "v1", OLD);
        runPodOf("mirror.example.com/shop:v1");
        CleanupResult result = cleaner().clean(task(kube));
        assertThat(tags()).contains(OLD, "v1", "custom-tag-meta-v1");
        assertThat(result.kept())
                .anySatisfy(verdict -> assertThat(verdict.reason()).isEqualTo("runs in prod Pod/p as v1"));
    }

    @Test
    void aCustomTagThatSomebodyMovedElsewhereStaysWithWhatItIsOn() {
        tag(repository, "v1", OLD);
        Answers.await(new RecordImage(Map.of("by", "hand"), LONG_AGO).push(registry, new ImageName(repository, "v1")));
        cleaner().clean(task());
        assertThat(tags()).contains("v1").doesNotContain(OLD);
    }

    @Test
    void aFinalImageStaysAsLongAsItsImageDoesOrSomebodyUsesIt() {
        copy(OLD, NEW, USED, ORPHAN);
        tag(deployed, "v1", OLD);
        runPod(USED);
        CleanupResult planned = cleaner().dryRun(task(kube));
        CleanupResult done = cleaner().clean(task(kube));
        assertThat(Answers.await(registry.tags(deployed))).containsExactlyInAnyOrder(NEW, USED);
        assertThat(done.deleted())
                .containsAll(planned.deleted())
                .filteredOn(verdict -> verdict.kind() == Verdict.Kind.FINAL_IMAGE)
                .extracting(Verdict::tag)
                .containsExactlyInAnyOrder(OLD, ORPHAN);
        assertThat(done.toJson()).contains("\"finalRepo\"", "\"finalStage\"");
    }

    @Test
    void aUsedFinalImageStaysWhenItsImageIsGone() {
        copy(OLD, NEW);
        cleaner().clean(task());
        copyBack();
        runPod(OLD);
        cleaner().clean(task(kube));
        assertThat(Answers.await(registry.tags(deployed))).contains(OLD);
    }

    /** The final repository has an image that the other has lost. */
    private void copyBack() {
        push(OLD, "shop", LONG_AGO);
        copy(OLD);
        Answers.await(registry.digest(new ImageName(repository, OLD))
                .thenCompose(digest -> registry.deleteManifest(repository, digest.orElseThrow())));
    }

    @Test
    void finalImagesOfOtherProjectsAndAllOfThemBesideAnEmptyRepositoryStay() {
        push(image(5), "other", LONG_AGO);
        copy(OLD, image(5));
        Answers.await(registry.digest(new ImageName(repository, image(5)))
                .thenCompose(digest -> registry.deleteManifest(repository, digest.orElseThrow())));
        cleaner().clean(task());
        assertThat(Answers.await(registry.tags(deployed))).contains(image(5)).doesNotContain(OLD);
        copyBack();
        new Purger(registry, removers, repository, Optional.empty(), "shop", clock).purge();
        cleaner().clean(task());
        assertThat(Answers.await(registry.tags(deployed))).contains(image(5), OLD);
    }

    @Test
    void aPurgeTakesCustomTagsAndFinalImages() {
        copy(OLD, NEW);
        tag(deployed, "v1", OLD);
        tag(repository, "v2", NEW);
        Purger purger = new Purger(registry, removers, repository, Optional.of(deployed), "shop", clock);
        purger.purge();
        assertThat(tags()).isEmpty();
        assertThat(Answers.await(registry.tags(deployed))).isEmpty();
    }
}
