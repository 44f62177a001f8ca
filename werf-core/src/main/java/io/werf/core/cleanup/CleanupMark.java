package io.werf.core.cleanup;

import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.ImageInspector;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemover;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells builds that images are being deleted right now. A registry has no locks, so both sides write first and then look: a
 * cleanup sets this mark, lists the records, deletes, and clears the mark; a build writes its records, waits until the mark that
 * it finds has changed, and then looks whether its images are there. So either the cleanup has seen the records and spares the
 * images, or it is through with its deletions when the build looks.
 */
final class CleanupMark {

    static final String TAG = "cleanup-running";

    /** How long a mark counts; that of a cleanup that was killed does not stop builds for longer. */
    private static final Duration VALID = Duration.ofMinutes(1);

    /** No deletion begins so short before the end, because clocks of hosts differ. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    /** A registry cannot be watched. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final RegistryClient registry;
    private final ImageInspector inspector;
    private final Repository repository;
    private final Clock clock;

    CleanupMark(RegistryClient registry, Repository repository, Clock clock) {
        this.registry = registry;
        this.inspector = new ImageInspector(registry);
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Sets the mark, or sets it anew.
     *
     * @param holder tells marks of several cleanups apart
     * @return until when deletions may begin
     */
    CompletableFuture<Instant> set(String project, String holder) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return push(project, holder, now).thenApply(done -> now.plus(VALID).minus(MARGIN));
    }

    private CompletableFuture<Void> push(String project, String holder, Instant time) {
        Map<String, String> labels = Map.of("werf", project, "werf-cleanup-holder", holder, "time", time.toString());
        return new RecordImage(labels, time).push(registry, new ImageName(repository, TAG));
    }

    /** Takes it away; where it cannot be deleted, it is replaced by one that has expired. */
    CompletableFuture<Void> clear(ImageRemover remover, String project, String holder) {
        Instant expired = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(VALID);
        return delete(remover).exceptionallyCompose(refused -> push(project, holder, expired));
    }

    private CompletableFuture<Void> delete(ImageRemover remover) {
        return registry.digest(new ImageName(repository, TAG))
                .thenCompose(digest -> digest.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : remover.remove(digest.get(), List.of(TAG)))
                .thenApply(done -> null);
    }

    /** The mark that counts now; empty when nobody deletes anything. One request. */
    CompletableFuture<Optional<ImageDetails>> current() {
        return inspector
                .manifest(repository, TAG)
                .thenApply(mark -> mark.filter(details -> details.created()
                        .filter(time -> KeepPolicies.isWithin(VALID, time, clock.instant()))
                        .isPresent()));
    }

    /** Waits until the deletions are over that may have missed a record which was written before this call. */
    CompletableFuture<Void> passed() {
        return current()
                .thenCompose(mark -> mark.isEmpty()
                        ? CompletableFuture.completedFuture(null)
                        : changed(mark.get().digest()));
    }

    private CompletableFuture<Void> changed(String digest) {
        Executor later = CompletableFuture.delayedExecutor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        return CompletableFuture.completedFuture(digest)
                .thenComposeAsync(before -> current(), later)
                .thenCompose(
                        now -> now.filter(mark -> mark.digest().equals(digest)).isPresent()
                                ? changed(digest)
                                : CompletableFuture.completedFuture(null));
    }
}
