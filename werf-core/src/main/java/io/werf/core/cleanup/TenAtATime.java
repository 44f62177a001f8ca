package io.werf.core.cleanup;

import io.werf.core.registry.Answers;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Asks a registry about many things, ten at a time: faster than one by one, and no registry takes it for an attack. */
final class TenAtATime {

    private static final int AT_ONCE = 10;

    private TenAtATime() {}

    /**
     * Asks about each item and waits for all answers. After the first failure nothing more is asked, and it is thrown when the
     * requests under way have ended.
     *
     * @throws CancellationException if this thread is interrupted; its flag is set again
     */
    static <K, V> Map<K, V> ask(Collection<K> items, Function<K, CompletableFuture<V>> request) {
        Semaphore free = new Semaphore(AT_ONCE);
        AtomicBoolean failed = new AtomicBoolean();
        Map<K, CompletableFuture<V>> asked = new LinkedHashMap<>();
        for (K item : items) {
            acquire(free, 1);
            if (failed.get()) {
                free.release();
                break;
            }
            asked.put(item, request.apply(item).whenComplete((answer, failure) -> {
                if (failure != null) {
                    failed.set(true);
                }
                free.release();
            }));
        }
        acquire(free, AT_ONCE);
        Map<K, V> answers = new LinkedHashMap<>();
        asked.forEach((item, answer) -> answers.put(item, Answers.await(answer)));
        return answers;
    }

    private static void acquire(Semaphore free, int permits) {
        try {
            free.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a registry");
        }
    }
}
