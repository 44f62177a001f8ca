package io.werf.core.track;

import io.werf.core.kube.KubeClient.Watch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A watch that is still being opened by another thread when it may already have to be closed. */
final class WatchSlot implements AutoCloseable {

    private static final Watch CLOSED = () -> {};

    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();

    /** Takes the opened watch, or closes it when that was asked for meanwhile. */
    void opened(Watch opened) {
        if (!watch.compareAndSet(null, opened)) {
            opened.close();
        }
    }

    boolean isClosed() {
        return watch.get() == CLOSED;
    }

    @Override
    public void close() {
        Watch open = watch.getAndSet(CLOSED);
        if (open != null) {
            open.close();
        }
    }
}
