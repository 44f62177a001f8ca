package io.werf.core.registry.vendor;

import io.werf.core.registry.Credentials;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Harbor 2, by its API: {@code DELETE artifacts/<digest>} takes the tags along, and robot accounts need only the right for that,
 * while the distribution API wants the right to push as well.
 */
final class HarborRemover implements ImageRemover {

    private final VendorApi api;
    private final Credentials credentials;

    HarborRemover(VendorApi api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return delete(ManifestRemover.NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return delete(digest);
    }

    private CompletableFuture<Boolean> delete(String digest) {
        String path = api.repository().path();
        int slash = path.indexOf('/');
        String project = slash < 0 ? "library" : path.substring(0, slash);
        // Harbor decodes a path twice: the slashes of a repository's name must outlive the first time.
        String name = VendorApi.step(VendorApi.step(path.substring(slash + 1)));
        HttpRequest.Builder request =
                api.request("api/v2.0/projects/" + project + "/repositories/" + name + "/artifacts/" + digest);
        String basic = credentials.username() + ":" + credentials.password();
        return api.delete(
                "deleting manifest " + digest,
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8))));
    }
}
