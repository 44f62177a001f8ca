package io.werf.core.kube;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one thread read a stream, and any thread end that. */
final class StreamSwitch {

    private final CountDownLatch closed = new CountDownLatch(1);
    private Transport.@Nullable Stream open;

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Takes note of a stream to close; false when it is too late for it. */
    synchronized boolean holds(Transport.Stream stream) {
        open = stream;
        return !isClosed();
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
        synchronized (this) {
            stream = open;
        }
        if (stream != null) {
            stream.cancel();
        }
    }
}
