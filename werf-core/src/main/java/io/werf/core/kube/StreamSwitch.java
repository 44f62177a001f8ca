package io.werf.core.kube;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one thread wait for a stream and read it, and any thread end that at once. */
final class StreamSwitch {

    private final CountDownLatch closed = new CountDownLatch(1);
    private Transport.@Nullable Stream open;
    private @Nullable CompletableFuture<?> awaited;

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Takes note of a stream to close; false when it is too late for it. */
    synchronized boolean holds(Transport.Stream stream) {
        open = stream;
        return !isClosed();
    }

    /** Takes note of what the reader is about to wait for: it is cancelled by {@link #close}, at once when that was before. */
    void waitsFor(CompletableFuture<?> future) {
        synchronized (this) {
            awaited = future;
        }
        if (isClosed()) {
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
