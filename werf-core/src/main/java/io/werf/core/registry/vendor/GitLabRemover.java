package io.werf.core.registry.vendor;

import io.werf.core.registry.Answers;
import io.werf.core.registry.DeleteRoute;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * GitLab. Its registry needs minutes for a digest in a large repository and no time for a tag, so tags it is where it knows how:
 * by the distribution API since 2023, by a route of its own before. Tokens for deletion are given for the action {@code delete},
 * by old versions only for {@code *}. What works is found out by the probe. Where no route for tags works, by digest.
 */
final class GitLabRemover implements ImageRemover {

    private static final Set<Integer> UNKNOWN_ROUTE = Set.of(400, 404, 405);

    private static final String DELETE = DeleteRoute.STANDARD.actions();
    private static final String ANY_ACTION = "*";

    private static final List<Way> WAYS = Stream.of(DELETE, ANY_ACTION)
            .flatMap(actions -> Stream.of(
                    new Way(new DeleteRoute("manifests/", actions), false),
                    new Way(new DeleteRoute("tags/reference/", actions), false),
                    new Way(new DeleteRoute("manifests/", actions), true)))
            .toList();

    /** @param byDigest whether manifests are deleted, not their tags */
    private record Way(DeleteRoute route, boolean byDigest) {

        /** Whether this is worth a try when another way has failed. */
        boolean follows(Way failed, Throwable failure) {
            boolean sameActions = route.actions().equals(failed.route().actions());
            if (failure instanceof RegistryRefusedException) {
                return !sameActions;
            }
            return sameActions
                    && failure instanceof RegistryErrorException error
                    && UNKNOWN_ROUTE.contains(error.code());
        }
    }

    private final RegistryClient registry;
    private final Repository repository;
    private volatile Way way = WAYS.get(0);

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
        CompletableFuture<Boolean> removal = by.byDigest()
                ? registry.delete(repository, digest, by.route())
                : EachTag.delete(tags, tag -> registry.delete(repository, tag, by.route()));
        return removal.thenApply(wasThere -> {
                    way = by;
                    return wasThere;
                })
                .exceptionallyCompose(failure -> {
                    Throwable cause = Answers.cause(failure);
                    return WAYS.stream()
                            .skip(WAYS.indexOf(by) + 1L)
                            .filter(next -> next.follows(by, cause))
                            .findFirst()
                            .map(next -> remove(digest, tags, next))
                            .orElseGet(() -> CompletableFuture.failedFuture(cause));
                });
    }
}
