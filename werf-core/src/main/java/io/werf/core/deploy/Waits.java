package io.werf.core.deploy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting in the thread of a run. */
final class Waits {

    private Waits() {}

    /**
     * Waits for the future, and cancels it when that takes too long.
     *
     * @return whether it completed in time
     * @throws CancellationException if the thread was interrupted; its flag is set again
     */
    static boolean within(Duration limit, CompletableFuture<Void> future) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            future.cancel(true);
        }
    }
}
