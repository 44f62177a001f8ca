package io.werf.core.build;

import io.werf.core.data.Json;
import io.werf.core.registry.Answers;
import io.werf.core.registry.Blob;
import io.werf.core.registry.ImageCopies;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An image whose own layers are in temporary files and whose base layers are still where they came from. */
final class AssembledImage implements BuiltImage {

    private final RegistryClient registry;
    private final Repository repository;
    private final BaseImage base;
    private final List<LayerFile> layers;
    private final byte[] config;
    private final TemporaryDirectory directory;

    AssembledImage(
            RegistryClient registry,
            Repository repository,
            BaseImage base,
            List<LayerFile> layers,
            byte[] config,
            TemporaryDirectory directory) {
        this.registry = registry;
        this.repository = repository;
        this.base = base;
        this.layers = List.copyOf(layers);
        this.config = config.clone();
        this.directory = directory;
    }

    /** All blobs at once. */
    @Override
    public Pushed push(Consumer<String> output) {
        try {
            Blob configuration = Blob.of(config);
            List<CompletableFuture<Long>> pushes = new ArrayList<>();
            base.layers().forEach(layer -> pushes.add(pushBase(layer)));
            layers.forEach(layer -> layer.blob().ifPresent(blob -> pushes.add(push(blob))));
            pushes.add(push(configuration));
            long bytes = 0;
            for (CompletableFuture<Long> push : pushes) {
                bytes += Answers.await(push);
            }
            return new Pushed.Blobs(manifest(configuration), bytes);
        } finally {
            discard();
        }
    }

    private CompletableFuture<Long> push(Blob blob) {
        return registry.hasBlob(repository, blob.digest())
                .thenCompose(there -> there
                        ? CompletableFuture.completedFuture(0L)
                        : registry.pushBlob(repository, blob).thenApply(digest -> blob.size()));
    }

    private CompletableFuture<Long> pushBase(BaseImage.Layer layer) {
        Repository source = base.repository();
        if (source == null) {
            return CompletableFuture.completedFuture(0L);
        }
        return new ImageCopies(registry).blob(source, layer.digest(), layer.size(), repository);
    }

    private ImageManifest manifest(Blob configuration) {
        boolean oci = base.isOci();
        List<Object> all = new ArrayList<>();
        base.layers().forEach(layer -> all.add(descriptor(layer.mediaType(), layer.digest(), layer.size())));
        String own = oci
                ? "application/vnd.oci.image.layer.v1.tar+gzip"
                : "application/vnd.docker.image.rootfs.diff.tar.gzip";
        layers.forEach(layer -> all.add(descriptor(own, layer.digest(), layer.size())));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schemaVersion", 2L);
        manifest.put("mediaType", base.mediaType());
        manifest.put(
                "config",
                descriptor(
                        oci
                                ? "application/vnd.oci.image.config.v1+json"
                                : "application/vnd.docker.container.image.v1+json",
                        configuration.digest(),
                        configuration.size()));
        manifest.put("layers", all);
        return ImageManifest.of(base.mediaType(), Json.write(manifest));
    }

    private static Map<String, Object> descriptor(String mediaType, String digest, long size) {
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", mediaType);
        descriptor.put("size", size);
        descriptor.put("digest", digest);
        return descriptor;
    }

    @Override
    public boolean ranTriggers() {
        return !base.forEvaluation().onBuild().isEmpty();
    }

    @Override
    public void discard() {
        try {
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
