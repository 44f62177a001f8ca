package io.werf.core.registry;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A cache whose values are made at most once at a time, however many ask. Failures are not kept. */
final class SingleFlight<K, V> {

    private final Map<K, CompletableFuture<V>> values = new ConcurrentHashMap<>();

    CompletableFuture<V> get(K key, Supplier<CompletableFuture<V>> maker) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> theirs = values.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs;
        }
        CompletableFuture<V> unused = start(maker).whenComplete((value, error) -> {
            if (error == null) {
                mine.complete(value);
            } else {
                values.remove(key, mine);
                mine.completeExceptionally(error);
            }
        });
        return mine;
    }

    private static <V> CompletableFuture<V> start(Supplier<CompletableFuture<V>> maker) {
        try {
            return maker.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Forgets a value if it is the one that is meant; one that is just being made is kept. */
    void forget(K key, Predicate<V> meant) {
        CompletableFuture<V> future = values.get(key);
        if (future != null && isDone(future) && meant.test(future.join())) {
            values.remove(key, future);
        }
    }

    private static boolean isDone(CompletableFuture<?> future) {
        return future.isDone() && !future.isCompletedExceptionally();
    }

    /** The value, if it is made already. */
    Optional<V> known(K key) {
        CompletableFuture<V> future = values.get(key);
        return future != null && isDone(future) ? Optional.of(future.join()) : Optional.empty();
    }

    /** Sets a value that was learned otherwise. */
    void put(K key, V value) {
        values.put(key, CompletableFuture.completedFuture(value));
    }
}
