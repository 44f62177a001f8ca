package io.werf.core.kube;

import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeClient.WatchListener;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/** Waits by a watch until one object is as wanted; no thread is held meanwhile. */
final class ObjectWait {

    private ObjectWait() {}

    static CompletableFuture<Void> start(
            KubeClient client, Executor threads, ResourceId id, Predicate<Optional<KubeObject>> wanted) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                begin(client, threads, id, wanted, done);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private static void begin(
            KubeClient client,
            Executor threads,
            ResourceId id,
            Predicate<Optional<KubeObject>> wanted,
            CompletableFuture<Void> done) {
        ApiResource kind;
        try {
            kind = client.resource(id.group(), id.version(), id.kind());
        } catch (UnknownKindException e) {
            if (!wanted.test(Optional.empty())) { // an object of a kind that is not served does not exist
                throw e;
            }
            done.complete(null);
            return;
        }
        KubeClient.Watch watch =
                client.watch(kind, id.namespace(), Selector.fields("metadata.name=" + id.name()), new WatchListener() {
                    @Override
                    public void changed(WatchEvent event) {
                        if (event.object().id().name().equals(id.name())) {
                            complete(done, wanted, event);
                        }
                    }

                    @Override
                    public void ended(KubeApiException refused) {
                        done.completeExceptionally(refused);
                    }
                });
        // Not on the watch's own thread, which closing may wait for.
        var unused = done.whenCompleteAsync((nothing, error) -> watch.close(), threads);
        // What was so before the watch's list the watch does not tell, if it is an absence.
        if (!done.isDone() && wanted.test(client.get(id))) {
            done.complete(null);
        }
    }

    private static void complete(
            CompletableFuture<Void> done, Predicate<Optional<KubeObject>> wanted, WatchEvent event) {
        try {
            if (wanted.test(event.type() == WatchEvent.Type.DELETED ? Optional.empty() : Optional.of(event.object()))) {
                done.complete(null);
            }
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
