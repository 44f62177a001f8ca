package io.werf.core.kube;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Which failed requests are worth another try, and after how long. */
final class Retries {

    /** For one call, from its first failure: a control plane of one machine that is restarted is back by then. */
    static final Duration OUTAGE = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_WANTED = Duration.ofSeconds(30);

    private static final int TOO_MANY_REQUESTS = 429;

    /** Gateways' and load balancers' words for a server that is away. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    /** A server that is there, but whose store elects a new leader or is away. */
    private static final Pattern STORE = Pattern.compile("etcdserver: |leader changed");

    private Retries() {}

    /** Back-off before try {@code tries + 1}: 0.2 s, doubled each time, at most 5 s. */
    static Duration backOff(int tries) {
        Duration delay = Duration.ofMillis(200L << Math.min(tries - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /**
     * After an answer: the server's "too many requests", an error at which it says when to come back, or a passing one, where
     * saying it again is no harm.
     */
    static Optional<Duration> after(Answer answer, Call call, int tries) {
        boolean asked = answer.code() == TOO_MANY_REQUESTS
                || (answer.code() >= 500 && answer.retryAfter().isPresent());
        if (!asked && !(call.repeatable() && isPassing(answer, call))) {
            return Optional.empty();
        }
        Duration wanted = answer.retryAfter().flatMap(Retries::seconds).orElse(backOff(tries));
        return Optional.of(wanted.compareTo(LONGEST_WANTED) > 0 ? LONGEST_WANTED : wanted);
    }

    /** A group of kinds that is not available is often the fault of its own server, and for long. */
    private static boolean isPassing(Answer answer, Call call) {
        return AWAY.contains(answer.code())
                ? !call.isDiscovery()
                : answer.code() == 500
                        && STORE.matcher(new String(answer.body(), StandardCharsets.UTF_8))
                                .find();
    }

    /**
     * After a broken connection. One that could not be opened is tried again only if this server was reached before: it
     * restarts, while a wrong address shall be told at once.
     */
    static Optional<Duration> after(IOException failure, Call call, boolean reachedBefore, int tries) {
        if (Causes.find(failure, SSLException.class) != null) {
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
