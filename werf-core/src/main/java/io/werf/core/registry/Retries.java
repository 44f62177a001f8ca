package io.werf.core.registry;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Repeats what failed for a reason that may pass, after a pause on the scheduler of {@link CompletableFuture}. */
final class Retries {

    /** A registry that wants us to wait longer than this gets no second request in this run. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final int attempts;
    private final Duration backoff;
    private final Executor executor;

    Retries(RegistrySettings settings, Executor executor) {
        this.attempts = settings.attempts();
        this.backoff = settings.backoff();
        this.executor = executor;
    }

    <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> action) {
        return attempt(action, 1);
    }

    private <T> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> action, int number) {
        return action.get().exceptionallyCompose(failure -> {
            Throwable cause = cause(failure);
            Optional<Duration> pause = number < attempts ? pause(cause, number) : Optional.empty();
            if (pause.isEmpty()) {
                return CompletableFuture.failedFuture(cause);
            }
            Executor later = CompletableFuture.delayedExecutor(pause.get().toMillis(), TimeUnit.MILLISECONDS, executor);
            return CompletableFuture.completedFuture(number + 1).thenComposeAsync(next -> attempt(action, next), later);
        });
    }

    private Optional<Duration> pause(Throwable cause, int number) {
        Duration growing = backoff.multipliedBy(1L << Math.min(number - 1, 6));
        if (cause instanceof RegistryErrorException error && isTemporary(error.code())) {
            return Optional.of(error.retryAfter().orElse(growing)).filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0);
        }
        if (cause instanceof RegistryUnreachableException unreachable && isTemporary(unreachable.getCause())) {
            return Optional.of(growing);
        }
        return Optional.empty();
    }

    private static boolean isTemporary(int code) {
        return code == 429 || code == 408 || (code >= 500 && code != 501 && code != 505);
    }

    /** A name that does not exist and a certificate that is not trusted stay so. */
    private static boolean isTemporary(@Nullable Throwable cause) {
        return cause instanceof IOException
                && !(cause instanceof SSLException)
                && !(cause instanceof UnknownHostException)
                && !(cause.getCause() instanceof UnresolvedAddressException)
                && !(cause.getCause() != null && cause.getCause().getCause() instanceof UnresolvedAddressException);
    }

    /** The failure itself, without the wrappers of futures. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? cause(failure.getCause())
                : failure;
    }
}
