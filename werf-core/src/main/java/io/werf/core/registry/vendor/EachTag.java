package io.werf.core.registry.vendor;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Deletion tag by tag. */
final class EachTag {

    /** Neither an image nor a record has such a tag. */
    static final String NOWHERE = "werf-cleanup-probe";

    private EachTag() {}

    /** Deletes one tag after the other; gives whether any was there. */
    static CompletableFuture<Boolean> delete(
            Collection<String> tags, Function<String, CompletableFuture<Boolean>> deletion) {
        CompletableFuture<Boolean> all = CompletableFuture.completedFuture(false);
        for (String tag : tags) {
            all = all.thenCompose(before -> deletion.apply(tag).thenApply(wasThere -> before || wasThere));
        }
        return all;
    }
}
