package io.werf.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reading what a server sends: the JDK's HTTP client has a limit for the headers only, and waits for the rest for ever. */
public final class TimedReading {

    private TimedReading() {}

    /** What is read. */
    @FunctionalInterface
    public interface Reading<T> {
        /** Reads it. */
        T from(InputStream in) throws IOException;
    }

    /**
     * Reads; a reading that takes longer than {@code limit} is ended by closing the stream.
     *
     * @throws IOException if it fails, with a {@link TimeoutException} as its cause if it was ended
     */
    public static <T> T within(Duration limit, InputStream in, Reading<T> reading) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Boolean> tooLate = done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .handle((nothing, timeout) -> {
                    if (timeout != null) {
                        close(in);
                    }
                    return timeout != null;
                });
        try {
            T read = reading.from(in);
            done.complete(null);
            if (tooLate.join()) { // a closed stream may look like one that ended
                throw late(limit);
            }
            return read;
        } catch (IOException e) {
            done.complete(null);
            throw tooLate.join() ? late(limit) : e;
        }
    }

    private static IOException late(Duration limit) {
        String text = "the rest did not come within " + Math.max(1, limit.toSeconds()) + " s";
        return new IOException(text, new TimeoutException(text));
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
