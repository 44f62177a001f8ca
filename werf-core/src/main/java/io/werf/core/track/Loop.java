package io.werf.core.track;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads of a tracker: one that owns all its state and sends all its events, and a few for calls that block. What is
 * handed in after the closing is dropped.
 */
final class Loop implements AutoCloseable {

    private static final int CALLS_AT_ONCE = 8;

    private final ScheduledThreadPoolExecutor state =
            new ScheduledThreadPoolExecutor(1, daemons("werf-rollouts"), new ThreadPoolExecutor.DiscardPolicy());
    private final ThreadPoolExecutor calls = new ThreadPoolExecutor(
            CALLS_AT_ONCE,
            CALLS_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("werf-rollout-call"),
            new ThreadPoolExecutor.DiscardPolicy());

    private final Consumer<RuntimeException> onCrash;

    /** @param onCrash told of an exception that a task let out: without it, futures would stay open for ever */
    Loop(Consumer<RuntimeException> onCrash) {
        this.onCrash = onCrash;
        state.setRemoveOnCancelPolicy(true);
        state.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        calls.allowCoreThreadTimeOut(true);
    }

    /** Runs a task on the thread that owns the state, after those handed in before. */
    void run(Runnable task) {
        state.execute(guarded(task));
    }

    /** The same after a while; the result cancels it. */
    Runnable after(Duration delay, Runnable task) {
        Future<?> timer = state.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** Runs a task that may block. */
    void call(Runnable task) {
        calls.execute(guarded(task));
    }

    /** For futures whose steps may block. */
    Executor calls() {
        return calls;
    }

    /** Takes no more tasks; those that wait still run. */
    @Override
    public void close() {
        state.shutdown();
        calls.shutdown();
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                onCrash.accept(e);
            }
        };
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
