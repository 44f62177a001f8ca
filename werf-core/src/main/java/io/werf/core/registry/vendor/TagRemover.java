package io.werf.core.registry.vendor;

import io.werf.core.registry.DeleteRoute;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Tag by tag through the distribution API, for registries that delete no manifest by its digest, or none that has tags. */
final class TagRemover implements ImageRemover {

    private final RegistryClient registry;
    private final Repository repository;
    private final boolean thenManifest;

    /** @param thenManifest whether the manifest stays without its tags and must go after them */
    TagRemover(RegistryClient registry, Repository repository, boolean thenManifest) {
        this.registry = registry;
        this.repository = repository;
        this.thenManifest = thenManifest;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return delete(EachTag.NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        CompletableFuture<Boolean> untagged = EachTag.delete(tags, this::delete);
        return thenManifest
                ? untagged.thenCompose(
                        any -> registry.deleteManifest(repository, digest).thenApply(wasThere -> any || wasThere))
                : untagged;
    }

    private CompletableFuture<Boolean> delete(String tag) {
        return registry.delete(repository, tag, DeleteRoute.STANDARD);
    }
}
