package io.werf.core.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.config.CleanupConfig;
import io.werf.core.config.DeployConfig;
import io.werf.core.config.GitWorktreeConfig;
import io.werf.core.config.WerfConfig;
import io.werf.core.git.GitRepository;
import io.werf.core.image.ImageDigest;
import io.werf.core.lab.FaultyRegistry;
import io.werf.core.lab.GitProject;
import io.werf.core.net.Proxies;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemovers;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that refuses, fails and changes in the middle of a clean-up. */
class CleanerFaultsTest {

    private static final int IMAGES = 30;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String COMMIT = "f".repeat(40);

    @TempDir
    private Path temporary;

    private final Clock clock = Clock.systemUTC();
    private final Sandbox sandbox = Sandbox.start();
    private final FaultyRegistry faulty = new FaultyRegistry(sandbox.registry());
    private final RegistryClient registry = new RegistryClient(
            new RegistrySettings(
                    Set.of(), Map.of(), Set.of(), Optional.empty(), Map.of(), 1, Duration.ZERO, Proxies.none()),
            CredentialStore.none(),
            clock);
    private final ImageRemovers removers = ImageRemovers.byAddress(registry);
    private final Repository direct = Repository.parse(sandbox.registry() + "/shop");
    private final Repository repository = Repository.parse(faulty.host() + "/shop");
    private GitRepository git;

    @BeforeEach
    void pushImages() throws IOException {
        GitProject.init(temporary).file("a", "1").commit("one");
        git = GitRepository.open(temporary);
        for (int i = 0; i < IMAGES; i++) {
            RecordImage image = new RecordImage(Map.of("werf", "shop", "unique", image(i)), LONG_AGO);
            Answers.await(image.push(registry, new ImageName(direct, image(i))));
        }
        Answers.await(new RecordImage(Map.of("werf", "shop"), LONG_AGO)
                .push(registry, new ImageName(direct, TagName.record("shop", "backend", COMMIT, image(0)))));
    }

    @AfterEach
    void close() {
        git.close();
        registry.close();
        faulty.close();
        sandbox.close();
    }

    private static String image(int number) {
        return String.format("%056x", number);
    }

    private CleanupResult clean() {
        return new Cleaner(registry, removers, clock)
                .clean(new CleanupTask(
                        repository,
                        Optional.empty(),
                        new WerfConfig(
                                "shop",
                                DeployConfig.DEFAULT,
                                List.of(),
                                CleanupConfig.DEFAULT,
                                new GitWorktreeConfig(false, true, false)),
                        git,
                        List.of(),
                        List.of(),
                        false,
                        Set.of(),
                        Optional.empty()));
    }

    private List<String> tags() {
        return Answers.await(registry.tags(direct));
    }

    private long deletions() {
        return faulty.requests().stream()
                .filter(request -> request.startsWith("DELETE"))
                .count();
    }

    @Test
    void asksForManyThingsAtOnceButNeverMoreThanTen() {
        clean();
        assertThat(tags()).isEmpty();
        assertThat(faulty.mostAtOnce()).isBetween(2, 10);
        int images =
                2 * IMAGES + IMAGES; // manifest and configuration, because the record says no time, and the deletion
        int record = 2 + 2; // opened, because its name is unknown, then digest and deletion
        int mark = 2 + 3 + 1
                + 2; // looked for twice, two blob requests and the manifest, seen in the list, digest and deletion
        int probe = 1;
        int lists = 2;
        assertThat(faulty.requests()).hasSizeLessThanOrEqualTo(lists + images + record + mark + probe);
    }

    @Test
    void aRegistryThatDoesNotDeleteIsFoundOutBeforeTheFirstDeletion() {
        for (int status : List.of(405, 401, 403, 400)) {
            faulty.fail((method, path) -> method.equals("DELETE") ? Optional.of(status) : Optional.empty());
            long before = deletions();
            assertThatThrownBy(this::clean)
                    .isInstanceOf(CleanupStoppedException.class)
                    .hasMessageContaining(Integer.toString(status));
            assertThat(deletions() - before).isEqualTo(1);
        }
        assertThat(tags()).hasSize(IMAGES + 1);
    }

    @Test
    void oneRefusedDeletionDoesNotKeepTheOthersAndTheNextRunFinishes() {
        AtomicInteger number = new AtomicInteger();
        faulty.fail((method, path) ->
                method.equals("DELETE") && number.incrementAndGet() == 5 ? Optional.of(500) : Optional.empty());
        DeletionFailedException failure = catchThrowableOfType(DeletionFailedException.class, this::clean);
        assertThat(failure.result().deleted()).hasSize(IMAGES - 1);
        // The record stays as well: it says whose the image is.
        assertThat(failure.result().failed()).hasSize(2);
        assertThat(tags()).hasSize(2);
        clean();
        assertThat(tags()).isEmpty();
    }

    @Test
    void aRefusalThatIsTheSameForAllEndsTheRun() {
        AtomicInteger number = new AtomicInteger();
        faulty.fail((method, path) ->
                method.equals("DELETE") && number.incrementAndGet() > 5 ? Optional.of(403) : Optional.empty());
        DeletionFailedException failure = catchThrowableOfType(DeletionFailedException.class, this::clean);
        assertThat(failure.result().deleted()).hasSize(4);
        assertThat(failure.result().failed()).hasSize(IMAGES - 4 + 1);
        assertThat(deletions()).isLessThanOrEqualTo(1 + 4 + 10);
        // Builds need not wait for a mark that could not be deleted.
        assertThat(Answers.await(new CleanupMark(registry, direct, clock).current()))
                .isEmpty();
        faulty.fail((method, path) -> Optional.empty());
        clean();
        assertThat(tags()).isEmpty();
    }

    @Test
    void anImageThatCannotBeReadStopsEverything() {
        faulty.fail((method, path) -> path.endsWith("/manifests/" + image(7)) ? Optional.of(500) : Optional.empty());
        assertThatThrownBy(this::clean).isInstanceOf(CleanupStoppedException.class);
        assertThat(deletions()).isZero();
        assertThat(tags()).hasSize(IMAGES + 1);
    }

    @Test
    void anImageThatABuildRecordsMeanwhileStays() {
        AtomicInteger lists = new AtomicInteger();
        faulty.fail((method, path) -> {
            if (path.endsWith("/tags/list") && lists.incrementAndGet() == 2) {
                Answers.await(new RecordImage(Map.of("werf", "shop", "n", "1"), clock.instant())
                        .push(
                                registry,
                                new ImageName(direct, TagName.record("shop", "backend", "e".repeat(40), image(3)))));
            }
            return Optional.empty();
        });
        CleanupResult result = clean();
        assertThat(tags())
                .containsExactlyInAnyOrder(image(3), TagName.record("shop", "backend", "e".repeat(40), image(3)));
        assertThat(result.kept())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.reason()).isEqualTo("wanted by a build right now"));
    }

    @Test
    void aBuildThatWantsAnImageWhileItIsDeletedIsNotToldBeforeItIsGone() {
        AtomicReference<CompletableFuture<Optional<String>>> look = new AtomicReference<>();
        faulty.fail((method, path) -> {
            // The cleanup has set its mark and listed the records, and begins to delete.
            if (method.equals("DELETE") && !path.endsWith("0".repeat(64)) && look.get() == null) {
                look.set(new ImageRecords(registry, clock)
                        .publish(direct, "shop", "e".repeat(40), Map.of("backend", new ImageDigest(image(3))), Set.of())
                        .thenCompose(done -> registry.digest(new ImageName(direct, image(3)))));
            }
            return Optional.empty();
        });
        clean();
        assertThat(Answers.await(look.get())).isEmpty();
        assertThat(Answers.await(registry.digest(new ImageName(direct, CleanupMark.TAG))))
                .isEmpty();
    }

    @Test
    void theMarkOfACleanupThatWasKilledExpires() {
        Clock earlier = Clock.offset(clock, Duration.ofSeconds(-57));
        Answers.await(new CleanupMark(registry, direct, earlier).set("shop", "killed"));
        clean();
        assertThat(tags()).isEmpty();
    }

    @Test
    void aCleanupDoesNotBeginWhileAnotherIsAtIt() {
        CleanupMark other = new CleanupMark(registry, direct, clock);
        Answers.await(other.set("shop", "other"));
        faulty.fail((method, path) -> {
            if (path.endsWith(CleanupMark.TAG)) {
                Answers.await(other.set("shop", UUID.randomUUID().toString()));
            }
            return Optional.empty();
        });
        assertThatThrownBy(this::clean)
                .isInstanceOf(CleanupStoppedException.class)
                .hasCauseInstanceOf(CleanupRunningException.class);
        assertThat(deletions()).isZero();
    }
}
