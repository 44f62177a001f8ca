package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Copies images between repositories, unchanged: with the same digests. What the target has is not moved; what is in the same
 * registry is mounted; the rest goes through this process as a stream. Thread-safe.
 */
public final class ImageCopies {

    /** An index may hold indexes; a hostile one has no end. */
    private static final int DEEPEST = 3;

    private final RegistryClient registry;

    /** Copies by that client. */
    public ImageCopies(RegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Copies an image, or an index with all images in it.
     *
     * @return bytes that were moved; empty when there is no such image. Fails as {@link RegistryClient} does.
     */
    public CompletableFuture<Optional<Long>> image(ImageName from, ImageName to) {
        return registry.manifest(from.repository(), from.tag())
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : put(found.get(), from.repository(), to.repository(), to.tag(), DEEPEST)
                                .thenApply(Optional::of));
    }

    private CompletableFuture<Long> put(
            ImageManifest manifest, Repository from, Repository to, String reference, int depth) {
        Object json = Json.read(manifest.json());
        List<CompletableFuture<Long>> moves = new ArrayList<>();
        for (Object part : Tree.list(json, "manifests")) {
            moves.add(part(digest(from, part), from, to, depth - 1));
        }
        for (Object layer : Tree.list(json, "layers")) {
            moves.add(
                    blob(from, digest(from, layer), Tree.integer(layer, "size").orElse(0L), to));
        }
        if (!Tree.map(json, "config").isEmpty()) {
            Object config = Tree.map(json, "config");
            moves.add(blob(
                    from, digest(from, config), Tree.integer(config, "size").orElse(0L), to));
        }
        return sum(moves)
                .thenCompose(
                        bytes -> registry.putManifest(to, reference, manifest).thenApply(digest -> bytes));
    }

    private CompletableFuture<Long> part(String digest, Repository from, Repository to, int depth) {
        return registry.manifest(from, digest).thenCompose(found -> {
            if (found.isEmpty() || depth == 0) {
                return CompletableFuture.failedFuture(broken(
                        from,
                        "copying manifest " + digest,
                        found.isEmpty() ? 404 : 200,
                        depth == 0 ? "lists of images are nested too deep" : "it is not there"));
            }
            return put(found.get(), from, to, digest, depth);
        });
    }

    /** What the HTTP client makes of a stream to be sent that cannot be read. */
    private static Throwable unreadable(Repository from, String digest, Throwable failure) {
        Throwable cause = Retries.cause(failure);
        return cause instanceof UncheckedIOException reading
                ? new BlobUnreadableException(from, digest, Objects.requireNonNull(reading.getCause()))
                : cause;
    }

    private static String digest(Repository from, Object descriptor) {
        String digest = Tree.string(descriptor, "digest").orElse("");
        if (!ContentDigest.isDigest(digest)) {
            throw broken(
                    from, "copying an image", 200, "its manifest names \"" + digest + "\", which is no sha256 digest");
        }
        return digest;
    }

    private static RegistryErrorException broken(Repository from, String doing, int code, String problem) {
        return new RegistryErrorException(from.registry(), from.toString(), doing, code, List.of(problem), null);
    }

    private static CompletableFuture<Long> sum(List<CompletableFuture<Long>> moves) {
        return CompletableFuture.allOf(moves.toArray(CompletableFuture[]::new))
                .thenApply(
                        all -> moves.stream().mapToLong(CompletableFuture::join).sum());
    }

    /** Brings a blob into another repository; gives the bytes that were moved, 0 when it was there or could be mounted. */
    public CompletableFuture<Long> blob(Repository from, String digest, long size, Repository to) {
        if (from.equals(to)) {
            return CompletableFuture.completedFuture(0L);
        }
        Blob blob = new Blob(digest, size, () -> Answers.await(registry.blob(from, digest)));
        return registry.hasBlob(to, digest)
                .thenCompose(there -> there || !from.registry().equals(to.registry())
                        ? CompletableFuture.completedFuture(there)
                        : registry.mountBlob(to, digest, from))
                .thenCompose(there -> there
                        ? CompletableFuture.completedFuture(0L)
                        : registry.pushBlob(to, blob)
                                .thenApply(pushed -> size)
                                .exceptionallyCompose(
                                        failure -> CompletableFuture.failedFuture(unreadable(from, digest, failure))));
    }
}
