package io.werf.core.cleanup;

import io.werf.core.image.ImageDigest;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Gives images tags that people choose, and remembers in the repository, as werf does, which image has which: so a cleanup knows
 * that an image is in use under that tag, and that the tag goes with the image.
 */
public final class CustomTagRecords {

    private final RegistryClient registry;
    private final Repository repository;
    private final String project;
    private final Clock clock;

    /** @param repository where the records are */
    public CustomTagRecords(RegistryClient registry, Repository repository, String project, Clock clock) {
        this.registry = registry;
        this.repository = repository;
        this.project = project;
        this.clock = clock;
    }

    /** Whether a tag means something else than what somebody chose. */
    public static boolean isReserved(String tag) {
        return TagName.isImage(tag)
                || TagName.record(tag).isPresent()
                || UploadTag.parse(tag).isPresent()
                || TagName.isManaged(tag)
                || TagName.isCustomTagRecord(tag)
                || tag.equals(CleanupMark.TAG);
    }

    /**
     * Puts a tag on an image that is in the tag's repository, wherever it was before. Costs three requests when it is there and
     * recorded.
     *
     * @return fails as {@link RegistryClient} does
     */
    public CompletableFuture<Void> publish(ImageName tag, ImageDigest image) {
        return registry.manifest(tag.repository(), image.hex())
                .thenCompose(
                        manifest -> registry.digest(tag).thenCompose(before -> publish(tag, image, manifest, before)));
    }

    private CompletableFuture<Void> publish(
            ImageName tag, ImageDigest image, Optional<ImageManifest> manifest, Optional<String> before) {
        if (manifest.isEmpty()) {
            // Deleted meanwhile: whoever deploys it will see.
            return CompletableFuture.completedFuture(null);
        }
        ImageName record = new ImageName(repository, TagName.customTagRecord(tag.tag()));
        if (before.filter(manifest.get().digest()::equals).isPresent()) {
            return registry.digest(record)
                    .thenCompose(there ->
                            there.isPresent() ? CompletableFuture.completedFuture(null) : record(record, tag, image));
        }
        return record(record, tag, image)
                .thenCompose(done -> registry.putManifest(tag.repository(), tag.tag(), manifest.get()))
                .thenApply(digest -> null);
    }

    private CompletableFuture<Void> record(ImageName record, ImageName tag, ImageDigest image) {
        Map<String, String> labels = Map.of("werf", project, "stage-id", image.hex(), "tag", tag.tag());
        return new RecordImage(labels, clock.instant().truncatedTo(ChronoUnit.SECONDS)).push(registry, record);
    }
}
