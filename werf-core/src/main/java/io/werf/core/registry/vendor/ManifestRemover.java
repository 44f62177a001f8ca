package io.werf.core.registry.vendor;

import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** By digest, as the distribution API wants it: all tags go with the manifest. */
final class ManifestRemover implements ImageRemover {

    /** No content has this digest. */
    static final String NOWHERE = "sha256:" + "0".repeat(64);

    private final RegistryClient registry;
    private final Repository repository;

    ManifestRemover(RegistryClient registry, Repository repository) {
        this.registry = registry;
        this.repository = repository;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return registry.deleteManifest(repository, NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return registry.deleteManifest(repository, digest);
    }
}
