package io.werf.core.registry.vendor;

import io.werf.core.registry.Answers;
import io.werf.core.registry.DeleteRoute;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * GitLab. Its registry needs minutes for a digest in a large repository and no time for a tag, so tags it is where it knows how:
 * by the distribution API since 2023, by a route of its own before. Tokens for deletion are given for the action {@code delete},
 * by old versions only for {@code *}. What works is found out by the probe. Where no route for tags works, by digest.
 */
final class GitLabRemover implements ImageRemover {

    private static final DeleteRoute ANY_ACTION = new DeleteRoute("manifests/", "*");
    private static final String OF_OLD = "tags/reference/";
    private static final Set<Integer> UNKNOWN_ROUTE = Set.of(400, 404, 405);

    /** A way to delete, and the next ones to try. */
    private enum Way {
        TAG(DeleteRoute.STANDARD, false),
        OLD_TAG(new DeleteRoute(OF_OLD, DeleteRoute.STANDARD.actions()), false),
        DIGEST(DeleteRoute.STANDARD, true),
        TAG_ANY_ACTION(ANY_ACTION, false),
        OLD_TAG_ANY_ACTION(new DeleteRoute(OF_OLD, ANY_ACTION.actions()), false),
        DIGEST_ANY_ACTION(ANY_ACTION, true);

        private final DeleteRoute route;
        private final boolean byDigest;

        Way(DeleteRoute route, boolean byDigest) {
            this.route = route;
            this.byDigest = byDigest;
        }

        Optional<Way> after(Throwable failure) {
            if (failure instanceof RegistryRefusedException) {
                return ordinal() < TAG_ANY_ACTION.ordinal() ? Optional.of(TAG_ANY_ACTION) : Optional.empty();
            }
            boolean unknownRoute =
                    failure instanceof RegistryErrorException error && UNKNOWN_ROUTE.contains(error.code());
            return unknownRoute && !byDigest ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
        }
    }

    private final RegistryClient registry;
    private final Repository repository;
    private volatile Way way = Way.TAG;

    GitLabRemover(RegistryClient registry, Repository repository) {
        this.registry = registry;
        this.repository = repository;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return remove(ManifestRemover.NOWHERE, List.of(EachTag.NOWHERE)).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return remove(digest, tags, way);
    }

    private CompletableFuture<Boolean> remove(String digest, Collection<String> tags, Way by) {
        CompletableFuture<Boolean> removal = by.byDigest
                ? registry.delete(repository, digest, by.route)
                : EachTag.delete(tags, tag -> registry.delete(repository, tag, by.route));
        return removal.thenApply(wasThere -> {
                    way = by;
                    return wasThere;
                })
                .exceptionallyCompose(failure -> {
                    Throwable cause = Answers.cause(failure);
                    return by.after(cause)
                            .map(next -> remove(digest, tags, next))
                            .orElseGet(() -> CompletableFuture.failedFuture(cause));
                });
    }
}
