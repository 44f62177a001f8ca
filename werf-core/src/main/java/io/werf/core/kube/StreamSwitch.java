package io.werf.core.kube;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one thread wait for a stream and read it, and any thread end that at once, for good or to open another one. */
final class StreamSwitch {

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean interrupted;
    private Transport.@Nullable Stream open;
    private @Nullable CompletableFuture<?> awaited;

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Whether what is open or waited for was ended since {@link #resume}, or by {@link #close}. */
    private synchronized boolean isEnded() {
        return interrupted || isClosed();
    }

    /** Takes note of a stream to close; false when it is too late for it. */
    synchronized boolean holds(Transport.Stream stream) {
        open = stream;
        return !isEnded();
    }

    /** Takes note of what the reader is about to wait for: it is cancelled by {@link #close}, at once when that was before. */
    void waitsFor(CompletableFuture<?> future) {
        synchronized (this) {
            awaited = future;
        }
        if (isEnded()) {
            future.cancel(true);
        }
    }

    /** Waits; false when closed meanwhile. */
    boolean pause(Duration delay) {
        try {
            return !closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void close() {
        closed.countDown();
        end(open());
    }

    /**
     * Ends the present stream, or the wait for it, and each that is begun before the reader's {@link #resume}; none that is begun
     * after that.
     */
    void interrupt() {
        Open ended;
        synchronized (this) { // in one with the look at what is open, or it would end what the reader begins anew
            interrupted = true;
            ended = open();
        }
        end(ended);
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** The reader begins anew; true if it was interrupted. */
    synchronized boolean resume() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    private record Open(
            Transport.@Nullable Stream stream, @Nullable CompletableFuture<?> awaited) {}

    private synchronized Open open() {
        return new Open(open, awaited);
    }

    /** Not under the lock: who waits for a future is told by this thread. */
    private static void end(Open ended) {
        if (ended.awaited() != null) {
            ended.awaited().cancel(true);
        }
        if (ended.stream() != null) {
            ended.stream().cancel();
        }
    }
}
