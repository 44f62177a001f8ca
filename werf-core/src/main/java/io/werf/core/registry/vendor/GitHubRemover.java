package io.werf.core.registry.vendor;

import io.werf.core.data.Tree;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.VendorAnswer;
import java.net.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * GitHub Packages. There a manifest is a version of a package, deleted by a number which only the list of versions tells: the
 * first deletion reads all of it, a hundred to a page; for a manifest that came later the newest page is read again.
 */
final class GitHubRemover implements ImageRemover {

    private static final int PAGE = 100;

    /** More than GitHub stores: behind it is a server that never ends. */
    private static final int MOST_PAGES = 10_000;

    private final VendorApi api;
    private final String token;
    private final String owner;
    private final String name;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private volatile String path = "";
    private @Nullable CompletableFuture<Void> listed;

    GitHubRemover(VendorApi api, String token) {
        this.api = api;
        this.token = token;
        String repository = api.repository().path();
        int slash = repository.indexOf('/');
        this.owner = repository.substring(0, Math.max(0, slash));
        this.name = repository.substring(slash + 1);
    }

    @Override
    public CompletableFuture<Void> probe() {
        return listed().thenCompose(list -> delete("a version that does not exist", 0, false))
                .thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return listed().thenCompose(list -> version(digest))
                .thenCompose(version -> version.isEmpty()
                        ? CompletableFuture.completedFuture(false)
                        : delete("manifest " + digest, version.get(), true));
    }

    private synchronized CompletableFuture<Void> listed() {
        if (listed == null) {
            listed = call("asking who " + owner + " is", "users/" + owner, GitHubRemover::status)
                    .thenCompose(answer -> {
                        boolean company =
                                Tree.string(answer.json(), "type").orElse("").equals("Organization");
                        path = (company ? "orgs/" : "users/") + owner + "/packages/container/" + VendorApi.step(name)
                                + "/versions";
                        return listFrom(1);
                    });
        }
        return listed;
    }

    private CompletableFuture<Optional<Long>> version(String digest) {
        Long known = versions.get(digest);
        return known != null
                ? CompletableFuture.completedFuture(Optional.of(known))
                : page(1).thenApply(size -> Optional.ofNullable(versions.get(digest)));
    }

    private CompletableFuture<Void> listFrom(int number) {
        return page(number).thenCompose(size -> {
            if (size < PAGE) {
                return CompletableFuture.completedFuture(null);
            }
            return number < MOST_PAGES
                    ? listFrom(number + 1)
                    : CompletableFuture.failedFuture(
                            nonsense("listing versions", "the list goes on after " + MOST_PAGES + " pages"));
        });
    }

    /** Reads a page and gives how many versions are on it. A package that cannot be seen is said to be none. */
    private CompletableFuture<Integer> page(int number) {
        return call("listing versions", path + "?per_page=" + PAGE + "&page=" + number, GitHubRemover::hidden)
                .thenApply(answer -> {
                    if (!(answer.json() instanceof List<?> page)) {
                        throw nonsense("listing versions", "the answer is no list");
                    }
                    page.forEach(version -> Tree.string(version, "name")
                            .ifPresent(
                                    digest -> Tree.integer(version, "id").ifPresent(id -> versions.put(digest, id))));
                    return page.size();
                });
    }

    /** @param listed whether GitHub has told of it, so that "not found" means "not allowed" */
    private CompletableFuture<Boolean> delete(String what, long version, boolean listed) {
        HttpRequest request = request(path + "/" + version).DELETE().build();
        return api.call("deleting " + what, request, listed ? GitHubRemover::hidden : GitHubRemover::status)
                .thenApply(answer -> answer.status() != 404);
    }

    private CompletableFuture<VendorAnswer> call(String doing, String request, ToIntFunction<VendorAnswer> status) {
        return api.call(doing, request(request).build(), status);
    }

    private HttpRequest.Builder request(String of) {
        return api.request(of)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28");
    }

    /** GitHub says 403 for too many requests, too. */
    private static int status(VendorAnswer answer) {
        boolean limited = answer.header("Retry-After").isPresent()
                || answer.header("X-RateLimit-Remaining").filter("0"::equals).isPresent();
        return answer.status() == 403 && limited ? 429 : answer.status();
    }

    /** What a token may not see or delete does not exist for it. */
    private static int hidden(VendorAnswer answer) {
        return answer.status() == 404 ? 403 : status(answer);
    }

    private RegistryErrorException nonsense(String doing, String problem) {
        return new RegistryErrorException(
                api.base().getAuthority(), api.repository().toString(), doing, 200, List.of(problem), null);
    }
}
