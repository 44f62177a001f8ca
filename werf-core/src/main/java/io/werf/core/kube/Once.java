package io.werf.core.kube;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Values that are computed when they are first wanted, each once, however many threads want it. Failures are not kept. */
final class Once<T> {

    private final ConcurrentMap<String, CompletableFuture<T>> values = new ConcurrentHashMap<>();

    /** The value for {@code key}; {@code compute} may run more than once only if it fails. */
    T get(String key, Supplier<T> compute) {
        while (true) {
            CompletableFuture<T> mine = new CompletableFuture<>();
            CompletableFuture<T> theirs = values.putIfAbsent(key, mine);
            if (theirs == null) {
                return compute(key, mine, compute);
            }
            try {
                return theirs.get();
            } catch (InterruptedException e) {
                throw Transport.interrupted("waiting for " + key, e);
            } catch (ExecutionException e) {
                if (Causes.find(e, CancellationException.class) != null) {
                    continue; // the thread that computed was stopped; this one was not
                }
                if (e.getCause() instanceof Failed failed && failed.getCause() instanceof RuntimeException known) {
                    throw known;
                }
                throw new IllegalStateException(e);
            }
        }
    }

    private T compute(String key, CompletableFuture<T> mine, Supplier<T> compute) {
        try {
            T value = compute.get();
            mine.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            values.remove(key, mine);
            mine.completeExceptionally(
                    new Failed(e)); // wrapped: a cancellation of this thread is not one of the future
            throw e;
        }
    }

    /** Takes note of a value that came unasked. */
    void put(String key, T value) {
        values.putIfAbsent(key, CompletableFuture.completedFuture(value));
    }

    /** Carries what went wrong from the thread that computed to those that wait. */
    private static final class Failed extends Exception {

        private static final long serialVersionUID = 1L;

        Failed(Throwable cause) {
            super(cause);
        }
    }
}
