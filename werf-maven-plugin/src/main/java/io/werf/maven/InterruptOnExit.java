package io.werf.maven;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM end a run in order: its thread is interrupted and gets some seconds, more than each room takes to stop, to mark the revision failed and to give
 * up the release lock, so that the next run need not wait for the lock to expire. Made by the thread that runs.
 */
final class InterruptOnExit implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 15;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    InterruptOnExit() {
        Thread runner = Thread.currentThread();
        hook = new Thread(() -> endInOrder(runner), "werf-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void endInOrder(Thread runner) {
        runner.interrupt();
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // the hook is running, and has just been told that the run is over
        }
    }
}
