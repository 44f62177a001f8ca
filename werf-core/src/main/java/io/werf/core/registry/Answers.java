package io.werf.core.registry;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for what a registry answers. */
public final class Answers {

    private Answers() {}

    /**
     * Waits for a future and throws its failure as it is, without wrappers.
     *
     * @throws CancellationException if this thread is interrupted; its flag is set again and the future is cancelled
     */
    public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for a registry");
        } catch (ExecutionException e) {
            Throwable cause = Retries.cause(e.getCause() == null ? e : e.getCause());
            if (cause instanceof RuntimeException failure) {
                failure.addSuppressed(new WaitedHere());
                throw failure;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(cause);
        }
    }

    /** The failure itself, without the wrappers that futures put around it. */
    public static Throwable cause(Throwable failure) {
        return Retries.cause(failure);
    }

    /** Shows in a stack trace who waited; the failure itself was made on a thread of the HTTP client. */
    private static final class WaitedHere extends RuntimeException {

        WaitedHere() {
            super("waited for here");
        }
    }
}
