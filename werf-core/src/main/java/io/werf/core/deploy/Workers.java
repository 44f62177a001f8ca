package io.werf.core.deploy;

import java.util.concurrent.CancellationException;
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

    @Override
    public void close() {
        pool.shutdown(); // what is queued now only closes watches
    }
}
