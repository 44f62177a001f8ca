package io.werf.core.kube;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Which failed requests are worth another try, and after how long. */
final class Retries {

    private static final int MAX_TRIES = 6;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Retries() {}

    /** Back-off before try {@code tries + 1}: 0.2 s, doubled each time, at most 30 s. */
    static Duration backOff(int tries) {
        Duration delay = Duration.ofMillis(200L << Math.min(tries - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** After an answer: the server's "too many requests", or an error at which it says when to come back. */
    static Optional<Duration> after(Answer answer, int tries) {
        boolean asked = answer.code() == 429
                || (answer.code() >= 500 && answer.retryAfter().isPresent());
        if (!asked || tries >= MAX_TRIES) {
            return Optional.empty();
        }
        Duration least = backOff(tries);
        Duration wanted = answer.retryAfter().flatMap(Retries::seconds).orElse(least);
        return Optional.of(wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted);
    }

    /**
     * After a broken connection. One that could not be opened is tried again only if this server was reached before: it
     * restarts, while a wrong address shall be told at once.
     */
    static Optional<Duration> after(IOException failure, Call call, boolean reachedBefore, int tries) {
        if (tries >= MAX_TRIES || Causes.find(failure, SSLException.class) != null) {
            return Optional.empty();
        }
        boolean neverSent = Causes.find(failure, ConnectException.class) != null;
        return (neverSent || call.repeatable()) && reachedBefore ? Optional.of(backOff(tries)) : Optional.empty();
    }

    private static Optional<Duration> seconds(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
        } catch (NumberFormatException e) {
            return Optional.empty(); // an HTTP date, which API servers do not send
        }
    }
}
