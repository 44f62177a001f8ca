package io.werf.core.cleanup;

import io.werf.core.image.ImageDigest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers in the repository which image each commit has, under names like werf's:
 * {@code meta-<hash>_<commit>_<digest>[-<milliseconds>]} and {@code managed-image-<name>}. This is what a cleanup knows about Git
 * history, and how a build tells a cleanup that runs at the same time which images it wants.
 *
 * <p>When to publish: as soon as the images of a commit are known to be in the repository, if any was built or the cluster is
 * going to change. A converge that finds everything as it should be asks for nothing here: its images are those of an earlier
 * commit of the same branch or of the cluster, which keep them. Not for development builds.
 */
public final class ImageRecords {

    private final RegistryClient registry;
    private final Clock clock;

    /** Writes by that client. */
    public ImageRecords(RegistryClient registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Records the images of a commit, and waits for deletions under way that may not have seen that. Look again afterwards
     * whether the images are there: from then on no cleanup takes them. Every call leaves a new tag for each image, because
     * that is what a cleanup looks for; it removes the superfluous ones.
     *
     * @param commit full hex id
     * @param images by their names in {@code werf.yaml}
     * @param built names of those that have just been built
     * @return fails as {@link RegistryClient} does; an image is whole without its record, so that is a reason for a warning
     */
    public CompletableFuture<Void> publish(
            Repository repository, String project, String commit, Map<String, ImageDigest> images, Set<String> built) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        images.forEach((name, digest) -> {
            Entry entry = new Entry(repository, project, commit, name, digest.hex());
            all.add(built.contains(name) ? push(entry, Optional.of(clock.instant())) : pushReused(entry));
        });
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenCompose(done -> new CleanupMark(registry, repository, clock).passed());
    }

    /** An image of a commit. */
    private record Entry(Repository repository, String project, String commit, String name, String digest) {

        ImageName tag(Optional<Instant> built) {
            return new ImageName(
                    repository,
                    built.map(time -> TagName.record(project, name, commit, digest, time))
                            .orElseGet(() -> TagName.record(project, name, commit, digest)));
        }

        Map<String, String> labels() {
            return Map.of("werf", project, "werf-image-name", name);
        }
    }

    /** A cleanup under way sees new tags only: what is recorded already is recorded once more, with the time. */
    private CompletableFuture<Void> pushReused(Entry entry) {
        return registry.digest(entry.tag(Optional.empty()))
                .thenCompose(
                        present -> push(entry, present.isPresent() ? Optional.of(clock.instant()) : Optional.empty()));
    }

    private CompletableFuture<Void> push(Entry entry, Optional<Instant> built) {
        Map<String, String> labels = new HashMap<>(entry.labels());
        labels.put("werf-project-repo-commit", entry.commit());
        labels.put("werf-stage-content-digest", entry.digest());
        return pushIfAbsent(new ImageName(entry.repository(), TagName.managed(entry.name())), entry.labels())
                .thenCompose(done -> push(entry.tag(built), labels));
    }

    private CompletableFuture<Void> pushIfAbsent(ImageName name, Map<String, String> labels) {
        return registry.digest(name)
                .thenCompose(
                        present -> present.isPresent() ? CompletableFuture.completedFuture(null) : push(name, labels));
    }

    private CompletableFuture<Void> push(ImageName name, Map<String, String> labels) {
        Map<String, String> distinct = new HashMap<>(labels);
        distinct.put("werf-record-tag", name.tag()); // two records must never be one manifest: they go by manifest
        return new RecordImage(distinct, clock.instant().truncatedTo(ChronoUnit.SECONDS)).push(registry, name);
    }
}
