package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what images say about themselves: one request for the manifest and one for the configuration, for an index as many for
 * each platform. An image whose texts cannot be understood has no time and no labels; a registry that fails is an error.
 */
public final class ImageInspector {

    static final String CREATED = "org.opencontainers.image.created";

    private static final int MOST_PARTS = 1000;

    /** An index may hold indexes; those of a hostile one multiply. */
    private static final int DEEPEST = 3;

    /** Reproducible builds say 1970 or, where ZIP archives are near, 1980. */
    private static final Instant FIRST_HONEST_TIME = Instant.EPOCH.plus(Duration.ofDays(11 * 365));

    private final RegistryClient registry;

    /** Reads by that client. */
    public ImageInspector(RegistryClient registry) {
        this.registry = registry;
    }

    /** An image; empty when there is none of that tag or digest. */
    public CompletableFuture<Optional<ImageDetails>> image(Repository repository, String reference) {
        return published(repository, reference).thenApply(image -> image.map(PublishedImage::details));
    }

    /** The same with its manifest. */
    public CompletableFuture<Optional<PublishedImage>> published(Repository repository, String reference) {
        return published(repository, reference, DEEPEST);
    }

    private CompletableFuture<Optional<PublishedImage>> published(Repository repository, String reference, int depth) {
        return registry.manifest(repository, reference)
                .thenCompose(manifest -> manifest.map(found -> details(repository, found, depth)
                                .thenApply(details -> Optional.of(new PublishedImage(found, details))))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    /** What the manifest alone says: no labels, and the time only if it is annotated, as that of a {@link RecordImage}. */
    public CompletableFuture<Optional<ImageDetails>> manifest(Repository repository, String reference) {
        return registry.manifest(repository, reference)
                .thenApply(manifest -> manifest.map(found -> {
                    Object json = json(found);
                    return new ImageDetails(
                            found.digest(), time(Tree.string(json, "annotations", CREATED)), Map.of(), parts(json));
                }));
    }

    private CompletableFuture<ImageDetails> details(Repository repository, ImageManifest manifest, int depth) {
        Object json = json(manifest);
        Set<String> parts = parts(json);
        if (!parts.isEmpty()) {
            return index(repository, manifest.digest(), depth == 0 ? Set.of() : parts, depth);
        }
        Optional<String> config = Tree.string(json, "config", "digest").filter(ContentDigest::isDigest);
        if (config.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new ImageDetails(manifest.digest(), Optional.empty(), Map.of(), Set.of()));
        }
        return registry.smallBlob(repository, config.get())
                .thenApply(content -> withConfig(manifest.digest(), content));
    }

    private CompletableFuture<ImageDetails> index(Repository repository, String digest, Set<String> parts, int depth) {
        List<CompletableFuture<Optional<PublishedImage>>> all = parts.stream()
                .map(part -> published(repository, part, depth - 1))
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<String, String> labels = new HashMap<>();
            Set<String> nested = new HashSet<>(parts);
            Optional<Instant> created = Optional.empty();
            for (CompletableFuture<Optional<PublishedImage>> part : all) {
                Optional<ImageDetails> details = part.join().map(PublishedImage::details);
                details.ifPresent(found -> labels.putAll(found.labels()));
                details.ifPresent(found -> nested.addAll(found.parts()));
                created = later(created, details.flatMap(ImageDetails::created));
            }
            return new ImageDetails(digest, created, labels, nested);
        });
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static ImageDetails withConfig(String digest, byte[] content) {
        Object config = read(content);
        Map<String, String> labels = new HashMap<>();
        Tree.map(config, "config", "Labels").forEach((key, value) -> labels.put(key, String.valueOf(value)));
        return new ImageDetails(digest, time(Tree.string(config, "created")), labels, Set.of());
    }

    private static @Nullable Object json(ImageManifest manifest) {
        return read(manifest.json().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Object read(byte[] json) {
        try {
            return Json.read(json);
        } catch (JsonException e) {
            return null;
        }
    }

    private static Set<String> parts(@Nullable Object manifest) {
        Set<String> parts = new HashSet<>();
        Tree.list(manifest, "manifests").stream()
                .limit(MOST_PARTS)
                .flatMap(part -> Tree.string(part, "digest").stream())
                .filter(ContentDigest::isDigest)
                .forEach(parts::add);
        return parts;
    }

    private static Optional<Instant> time(Optional<String> text) {
        try {
            return text.map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .filter(FIRST_HONEST_TIME::isBefore);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
