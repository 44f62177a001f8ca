package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Access to OCI registries. Thread-safe and non-blocking: each method sends its request at once and gives a future, which
 * fails with {@link RegistryUnreachableException}, {@link RegistryRefusedException} or {@link RegistryErrorException};
 * {@link Answers#await} waits for one. Requests that fail for a reason that may pass are repeated, see
 * {@link RegistrySettings}.
 */
public final class RegistryClient implements AutoCloseable {

    /** Together with the size of a page, more than any registry holds: behind it is a server that never ends. */
    private static final int MOST_PAGES = 10_000;

    private final ExecutorService executor = executor();
    private final RegistrySettings settings;
    private final RegistryHttp http;
    private final Retries retries;
    private final VendorCalls vendor;

    /** Opens nothing yet: connections are made by the first request to a host. */
    public RegistryClient(RegistrySettings settings, CredentialStore credentials, Clock clock) {
        this.settings = settings;
        Connections connections = new Connections(settings, executor);
        TokenService tokens = new TokenService(connections, clock);
        Authorizer authorizer = new Authorizer(settings, credentials, connections, tokens, executor);
        this.retries = new Retries(settings, executor);
        this.http = new RegistryHttp(settings, connections, authorizer, retries, clock);
        this.vendor = new VendorCalls(connections, retries, clock);
    }

    private static ExecutorService executor() {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "werf-registry-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The manifest digest of an image by HEAD; empty when there is none; {@code ""} when the registry does not say it. */
    public CompletableFuture<Optional<String>> digest(ImageName image) {
        return http.call(new ManifestHead(image.repository(), image.tag()));
    }

    /**
     * A manifest; empty when there is none.
     *
     * @param reference tag or {@code sha256:…}
     */
    public CompletableFuture<Optional<ImageManifest>> manifest(Repository repository, String reference) {
        return http.call(new ManifestGet(repository, reference));
    }

    /** Publishes a manifest whose blobs are there; gives its digest. */
    public CompletableFuture<String> putManifest(Repository repository, String reference, ImageManifest manifest) {
        return http.call(new ManifestPut(repository, reference, manifest));
    }

    /** Whether a blob is in the repository. */
    public CompletableFuture<Boolean> hasBlob(Repository repository, String digest) {
        return http.call(new BlobHead(repository, digest));
    }

    /**
     * Takes a blob over from another repository of the same registry without moving its content.
     *
     * @return whether it is there now; false when the registry cannot or may not do so
     */
    public CompletableFuture<Boolean> mountBlob(Repository repository, String digest, Repository from) {
        return http.call(new BlobUploadStart(repository, digest, Optional.of(from)))
                .thenApply(Optional::isEmpty);
    }

    /** Pushes a blob and gives its digest. Ask {@link #hasBlob} first. */
    public CompletableFuture<String> pushBlob(Repository repository, Blob blob) {
        return retries.run(() -> http.call(new BlobUploadStart(repository, blob.digest(), Optional.empty()))
                .thenCompose(location -> http.call(new BlobUpload(repository, blob, location.orElseThrow()))));
    }

    /** The content of a blob, to be closed by the caller; reading fails at the end when it is not that of the digest. */
    public CompletableFuture<InputStream> blob(Repository repository, String digest) {
        return http.call(new BlobGet(repository, digest));
    }

    /** Deletes a manifest with all of its tags; gives whether it was there. */
    public CompletableFuture<Boolean> deleteManifest(Repository repository, String digest) {
        return http.call(new ManifestDelete(repository, digest));
    }

    /**
     * Deletes a tag, and leaves the manifest and its other tags, or a manifest by its digest; gives whether it was there. Of a
     * registry that does not do so by this route the future fails with {@link RegistryErrorException}.
     */
    public CompletableFuture<Boolean> delete(Repository repository, String reference, DeleteRoute route) {
        return http.call(new ReferenceDelete(repository, reference, route));
    }

    /**
     * Calls an API that the vendor of a registry has beside the distribution API. Answers of success and 404 are given back,
     * others fail as those of registries do.
     */
    public CompletableFuture<VendorAnswer> call(VendorCall call) {
        return vendor.call(call);
    }

    /**
     * All tags, however many pages they are on; none when the repository does not exist. A list that does not come to an end
     * is an error: nobody gets a part of it for the whole.
     */
    public CompletableFuture<List<String>> tags(Repository repository) {
        return moreTags(repository, Optional.empty(), new ArrayList<>(), 1).thenApply(List::copyOf);
    }

    private CompletableFuture<List<String>> moreTags(
            Repository repository, Optional<String> query, List<String> found, int number) {
        TagList list = new TagList(repository, query);
        return http.call(list).thenCompose(page -> {
            found.addAll(page.tags());
            if (page.next().isEmpty()) {
                return CompletableFuture.completedFuture(found);
            }
            return number < MOST_PAGES
                    ? moreTags(repository, page.next(), found, number + 1)
                    : CompletableFuture.failedFuture(list.endless(MOST_PAGES));
        });
    }

    /** The content of a small blob, whole and of that digest; one of more than 16 MiB fails. */
    CompletableFuture<byte[]> smallBlob(Repository repository, String digest) {
        return http.call(new SmallBlobGet(repository, digest));
    }

    /** The configuration of an image, whole and of that digest. Fails with {@link BlobUnreadableException} when it is no JSON. */
    public CompletableFuture<Map<String, Object>> config(Repository repository, String digest) {
        return smallBlob(repository, digest).thenApply(content -> {
            try {
                return Json.readObject(content);
            } catch (JsonException e) {
                throw new BlobUnreadableException(repository, digest, new IOException("it is not JSON", e));
            }
        });
    }

    /** Where images can be read that a repository has: its mirrors in the order of the settings, then itself. */
    public List<Repository> places(Repository repository) {
        return settings.places(repository);
    }

    /** Where a registry is: {@code https://host/}, or plain HTTP as the settings say. */
    public URI address(Repository repository) {
        return Hosts.api(settings, repository.registry()).resolve("/");
    }

    /** Ends idle connections and running requests. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
