package io.werf.core.kube;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one thread wait for a stream and read it, and any thread end that at once, for good or to open another one. */
final class StreamSwitch {

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean interrupted;
    private Transport.@Nullable Stream open;
    private @Nullable CompletableFuture<?> awaited;

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Whether what is open or waited for was ended since {@link #resume}, or by {@link #close}. */
    private boolean isEnded() {
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
        endOpen();
    }

    /** Ends the present stream, or the wait for it, and each that is begun before the reader's {@link #resume}. */
    void interrupt() {
        interrupted = true;
        endOpen();
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** The reader begins anew; true if it was interrupted. */
    boolean resume() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    private void endOpen() {
        Transport.Stream stream;
        CompletableFuture<?> future;
        synchronized (this) {
            stream = open;
            future = awaited;
        }
        if (future != null) {
            future.cancel(true);
        }
        if (stream != null) {
            stream.cancel();
        }
    }
}
