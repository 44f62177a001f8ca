package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Waits by watches until single objects are as wanted; no thread is held meanwhile. Cancelling a future ends its watch. */
final class Waits {

    private final KubeClient kube;
    private final Executor pool;

    Waits(KubeClient kube, Executor pool) {
        this.kube = kube;
        this.pool = pool;
    }

    /** Completes when the object does not exist, or another one has its name. */
    CompletableFuture<Void> gone(KubeObject object) {
        return watch(
                object.id(),
                event -> event.type() == WatchEvent.Type.DELETED
                        || !event.object().uid().equals(object.uid()),
                Optional::isEmpty);
    }

    /** Completes when the API server serves the kind. */
    CompletableFuture<Void> established(ResourceId crd) {
        return watch(crd, event -> isEstablished(event.object()), object -> false);
    }

    private static boolean isEstablished(KubeObject crd) {
        return Tree.list(crd.body(), "status", "conditions").stream()
                .anyMatch(condition -> Tree.string(condition, "type").orElse("").equals("Established")
                        && Tree.string(condition, "status").orElse("").equals("True"));
    }

    /** @param atOnce asked once, after the watch has begun: what the watch cannot tell, because there is nothing to tell */
    private CompletableFuture<Void> watch(
            ResourceId id, Predicate<WatchEvent> until, Predicate<Optional<KubeObject>> atOnce) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        pool.execute(() -> {
            try {
                ApiResource kind = kube.resource(id.group(), id.version(), id.kind());
                KubeClient.Watch watch = kube.watch(
                        kind, id.namespace(), KubeClient.Selector.fields("metadata.name=" + id.name()), event -> {
                            if (event.object().id().name().equals(id.name()) && until.test(event)) {
                                done.complete(null);
                            }
                        });
                // Not on the watch's own thread, which closing may wait for.
                var unused = done.whenCompleteAsync((nothing, error) -> watch.close(), pool);
                if (!done.isDone() && atOnce.test(kube.get(id))) {
                    done.complete(null);
                }
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }
}
