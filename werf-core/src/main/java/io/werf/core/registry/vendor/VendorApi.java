package io.werf.core.registry.vendor;

import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.VendorAnswer;
import io.werf.core.registry.VendorCall;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;

/**
 * The API that a vendor has beside the distribution API.
 *
 * @param base its address, with a slash at the end
 * @param lookedIn where the credentials come from, no values
 */
record VendorApi(RegistryClient registry, Repository repository, Vendor vendor, URI base, List<String> lookedIn) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Begins a request. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("User-Agent", "werf-java");
    }

    /** Sends a request whose answers mean what their status says. */
    CompletableFuture<VendorAnswer> call(String doing, HttpRequest request) {
        return call(doing, request, VendorAnswer::status);
    }

    /** Sends a request. */
    CompletableFuture<VendorAnswer> call(String doing, HttpRequest request, ToIntFunction<VendorAnswer> status) {
        return registry.call(new VendorCall(repository, doing, request, vendor.right(), lookedIn, status));
    }

    /** Sends a deletion; gives whether it was there. */
    CompletableFuture<Boolean> delete(String doing, HttpRequest.Builder request) {
        return call(doing, request.DELETE().build()).thenApply(answer -> answer.status() != 404);
    }

    /** A text as one step of a path. */
    static String step(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
