package io.werf.core.plan;

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

/** Blocking calls side by side; the first failure ends the others. */
final class Parallel {

    private Parallel() {}

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
