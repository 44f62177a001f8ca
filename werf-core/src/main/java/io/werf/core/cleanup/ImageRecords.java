package io.werf.core.cleanup;

import io.werf.core.image.ImageDigest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers in the repository which image each commit has, under werf's names: {@code meta-<hash of name>_<commit>_<digest>}
 * and {@code managed-image-<name>}. This is what a cleanup knows about Git history.
 *
 * <p>When to publish: as soon as the images of a commit are known to be in the repository (so that a cleanup that runs at the
 * same time sees that they are wanted), if any was built or the cluster is going to change. A converge that finds everything as
 * it should be asks for nothing here: its images are those of an earlier commit of the same branch or of the cluster, which
 * keep them. Not for development builds.
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
     * Records the images of a commit. One request per image when its record is there; else it is written, and before it the
     * name of the image if that is new. Nothing is ever changed.
     *
     * @param commit full hex id
     * @param images by their names in {@code werf.yaml}
     * @return fails as {@link RegistryClient} does; an image is whole without its record, so that is a reason for a warning
     */
    public CompletableFuture<Void> publish(
            Repository repository, String project, String commit, Map<String, ImageDigest> images) {
        List<CompletableFuture<Void>> all = images.entrySet().stream()
                .map(image -> publish(
                        repository,
                        project,
                        commit,
                        image.getKey(),
                        image.getValue().hex()))
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> publish(
            Repository repository, String project, String commit, String name, String digest) {
        Map<String, String> labels = new HashMap<>();
        labels.put("werf", project);
        labels.put("werf-image-name", name);
        ImageName managed = new ImageName(repository, TagName.managed(name));
        ImageName record = new ImageName(repository, TagName.record(name, commit, digest));
        Map<String, String> all = new HashMap<>(labels);
        all.put("werf-project-repo-commit", commit);
        all.put("werf-stage-content-digest", digest);
        return registry.digest(record)
                .thenCompose(present -> present.isPresent()
                        ? CompletableFuture.completedFuture(null)
                        : pushIfAbsent(managed, labels).thenCompose(done -> push(record, all)));
    }

    private CompletableFuture<Void> pushIfAbsent(ImageName name, Map<String, String> labels) {
        return registry.digest(name)
                .thenCompose(
                        present -> present.isPresent() ? CompletableFuture.completedFuture(null) : push(name, labels));
    }

    private CompletableFuture<Void> push(ImageName name, Map<String, String> labels) {
        return new RecordImage(labels, clock.instant().truncatedTo(ChronoUnit.SECONDS)).push(registry, name);
    }
}
