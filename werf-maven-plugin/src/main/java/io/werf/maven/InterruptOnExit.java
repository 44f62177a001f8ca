package io.werf.maven;

import io.werf.core.Advice;
import io.werf.core.deploy.DeployInterruptedException;
import io.werf.core.error.WerfException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * Ctrl-C and SIGTERM end a run in order: its thread is interrupted and gets some seconds, more than each room takes to stop, to
 * mark the revision failed and to give up the release lock, so that the next run need not wait for the lock to expire.
 */
final class InterruptOnExit implements AutoCloseable {

    /** What is to be ended in order. */
    @FunctionalInterface
    interface Run {
        void run() throws MojoExecutionException;
    }

    private static final int PATIENCE_SECONDS = 15;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean exiting;

    private InterruptOnExit() {
        Thread runner = Thread.currentThread();
        hook = new Thread(() -> endInOrder(runner), "werf-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Runs something in this thread.
     *
     * @param lastWords told what it failed with when the JVM is ending: Maven will not come to say it any more
     */
    static void run(Run run, Consumer<String> lastWords) throws MojoExecutionException {
        try (InterruptOnExit exit = new InterruptOnExit()) {
            try {
                run.run();
            } catch (RuntimeException e) {
                if (exit.exiting) {
                    lastWords.accept(words(e));
                }
                throw e;
            }
        }
    }

    /** What became of the release. Whatever else was broken off, a file that was being read for example, is no fault of its own. */
    private static String words(RuntimeException e) {
        boolean ofRelease = Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(DeployInterruptedException.class::isInstance);
        return ofRelease && e instanceof WerfException known ? Advice.describe(known) : "Interrupted.";
    }

    private void endInOrder(Thread runner) {
        exiting = true;
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
        } catch (IllegalStateException e) {
            // the hook is running, and has just been told that the run is over
        }
    }
}
