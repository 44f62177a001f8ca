package io.werf.core.plan;

import io.werf.core.error.Problems;
import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Blocking calls side by side; the first failure ends the others. */
final class Parallel {

    private Parallel() {}

    /**
     * Like {@link #map(Executor, Collection, Function)}, but what is wrong with one item does not hide what is wrong with another:
     * it goes into {@code problems}, and the item has no result. What is wrong with the cluster ends it all.
     */
    static <A, B> List<B> map(Executor pool, Collection<A> items, Function<A, B> call, Problems problems) {
        List<B> results = new ArrayList<>();
        for (Supplier<B> outcome : Parallel.<A, Supplier<B>>map(pool, items, item -> outcome(() -> call.apply(item)))) {
            problems.attempt(() -> {
                results.add(outcome.get());
            });
        }
        return results;
    }

    private static <B> Supplier<B> outcome(Supplier<B> call) {
        try {
            B result = call.get();
            return () -> result;
        } catch (WerfException e) {
            boolean ofTheItem = e instanceof KubeApiException refused
                    ? refused.denial().isPresent()
                    : e instanceof ImmutableFieldException || e instanceof ObjectRefusedException;
            if (!ofTheItem) {
                throw e;
            }
            return () -> {
                throw e;
            };
        }
    }

    /** @throws CancellationException if the thread was interrupted; its flag is set again */
    static <A, B> List<B> map(Executor pool, Collection<A> items, Function<A, B> call) {
        CompletionService<B> service = new ExecutorCompletionService<>(pool);
        List<Future<B>> futures = new ArrayList<>();
        items.forEach(item -> futures.add(service.submit(() -> call.apply(item))));
        try {
            for (int i = 0; i < futures.size(); i++) {
                service.take().get(); // in the order of their ends, so that a failure is seen at once
            }
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }
}
