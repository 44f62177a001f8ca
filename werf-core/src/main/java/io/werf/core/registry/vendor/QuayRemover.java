package io.werf.core.registry.vendor;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** Quay, by its API with the token of an OAuth application; robot accounts delete through the distribution API instead. */
final class QuayRemover implements ImageRemover {

    private final VendorApi api;
    private final String token;

    QuayRemover(VendorApi api, String token) {
        this.api = api;
        this.token = token;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return delete(EachTag.NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return EachTag.delete(tags, this::delete);
    }

    private CompletableFuture<Boolean> delete(String tag) {
        return api.delete(
                "deleting tag " + tag,
                api.request("api/v1/repository/" + api.repository().path() + "/tag/" + tag)
                        .header("Authorization", "Bearer " + token));
    }
}
