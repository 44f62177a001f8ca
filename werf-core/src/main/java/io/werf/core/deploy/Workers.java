package io.werf.core.deploy;

import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads of one deploy; none of them keeps the JVM alive. */
final class Workers implements AutoCloseable {

    /** Requests at once. More did not make a deploy faster on any server tried, fewer did. */
    private static final int PARALLEL = 30;

    private final ThreadPoolExecutor pool;
    private final Queue<CompletableFuture<Void>> ends = new ConcurrentLinkedQueue<>();

    Workers() {
        pool = new ThreadPoolExecutor(
                PARALLEL, PARALLEL, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("werf-deploy"));
        pool.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs requests. */
    ExecutorService pool() {
        return pool;
    }

    /**
     * Begins a call of which the result is wanted later.
     *
     * @return waits for it; throws what the call threw, and {@link CancellationException} if the thread was interrupted, whose
     *     flag is set again
     */
    <T> Supplier<T> begin(Supplier<T> call) {
        Future<T> result = pool.submit(call::get);
        return () -> {
            try {
                return result.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        };
    }

    /** Something that comes to its end by itself, soon, and that the closing waits for. */
    void awaitAtEnd(CompletableFuture<Void> end) {
        ends.add(end);
    }

    @Override
    public void close() {
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        pool.shutdown(); // what is queued now only closes watches
    }
}
