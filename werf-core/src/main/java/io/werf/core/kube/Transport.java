package io.werf.core.kube;

import io.werf.core.error.WerfException;
import io.werf.core.net.Proxies;
import io.werf.core.net.TimedReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Sends requests, with caps on those in flight, and retries. Calls, watches and logs have caps of their own, so that none of
 * them can starve another; together they stay below the 250 streams that a server allows on one HTTP/2 connection, beyond
 * which the JDK's client fails instead of waiting.
 */
final class Transport {

    private static final int MAX_CALLS = 30;
    private static final int MAX_LIMITED_CALLS = 8;
    private static final int MAX_WATCHES = 110;
    private static final int MAX_LOGS = 80;

    /** For one try: the answer with its whole body. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);

    /** For a call with all its tries. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_LOGIN = 407;

    private static final int MAX_ANSWER_BYTES = 256 * 1024 * 1024;

    private final CompletableFuture<Connection> connecting;
    private final Semaphore calls;
    private final Duration patience;
    private final BooleanSupplier stopped;
    private final Permits watches;
    private final Permits logs;
    private final CountDownLatch closed;
    private final Set<CompletableFuture<?>> waiting;
    private final AtomicBoolean reached;

    Transport(CompletableFuture<Connection> connecting) {
        this.connecting = connecting;
        this.calls = new Semaphore(MAX_CALLS);
        this.patience = PATIENCE;
        this.stopped = () -> false;
        this.watches = new Permits(MAX_WATCHES);
        this.logs = new Permits(MAX_LOGS);
        this.closed = new CountDownLatch(1);
        this.waiting = ConcurrentHashMap.newKeySet();
        this.reached = new AtomicBoolean();
    }

    private Transport(Transport shared, Semaphore calls, Duration patience, BooleanSupplier stopped) {
        this.connecting = shared.connecting;
        this.calls = calls;
        this.patience = patience;
        this.stopped = stopped;
        this.watches = shared.watches;
        this.logs = shared.logs;
        this.closed = shared.closed;
        this.waiting = shared.waiting;
        this.reached = shared.reached;
    }

    /** The same connection; calls queue behind nobody else's, and end after {@code patience} with all their tries. */
    Transport within(Duration patience) {
        return new Transport(this, new Semaphore(MAX_LIMITED_CALLS), patience, stopped);
    }

    /** The same connection; nothing is sent, or sent again, once {@code stopped} says so. */
    Transport until(BooleanSupplier stopped) {
        return new Transport(this, calls, patience, stopped);
    }

    /** Waits for the connection's settings, not for the server. */
    Connection connection() {
        try {
            return connecting.get();
        } catch (InterruptedException e) {
            throw interrupted("connecting to the cluster", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WerfException known) {
                throw known;
            }
            throw new KubeConnectionException("", "cannot connect to the cluster: " + Causes.message(e), e);
        }
    }

    /** The successful answer. */
    Answer call(Call call) {
        Answer answer = callForAnyAnswer(call);
        if (!answer.isSuccess()) {
            throw answer.refusal(call);
        }
        return answer;
    }

    /** The answer, also when it is a refusal. */
    Answer callForAnyAnswer(Call call) {
        Connection connection = connection();
        acquire(calls, call);
        try {
            long giveUp = System.nanoTime() + patience.toNanos();
            boolean failedBefore = false;
            boolean renewed = false;
            for (int tries = 1; ; tries++) {
                Optional<Duration> delay;
                Login login = connection.login();
                try {
                    Answer answer = once(connection, login, call, left(giveUp));
                    if (answer.code() == UNAUTHORIZED && !renewed && connection.renew(login)) {
                        renewed = true;
                        continue;
                    }
                    delay = Retries.after(answer, call, tries);
                    if (delay.isEmpty() || !isBefore(delay.get(), giveUp)) {
                        return answer;
                    }
                } catch (IOException e) {
                    delay = Retries.after(e, call, reached.get(), tries);
                    if (delay.isEmpty() || !isBefore(delay.get(), giveUp)) {
                        throw unreachable(connection, call, e);
                    }
                }
                if (!failedBefore) {
                    failedBefore = true;
                    giveUp = Math.min(giveUp, System.nanoTime() + Retries.OUTAGE.toNanos());
                }
                pause(delay.get(), call);
            }
        } finally {
            calls.release();
        }
    }

    private static Duration left(long giveUp) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, giveUp - System.nanoTime()));
        return left.compareTo(CALL_TIMEOUT) < 0 ? left : CALL_TIMEOUT;
    }

    private static boolean isBefore(Duration delay, long giveUp) {
        return delay.toNanos() < giveUp - System.nanoTime();
    }

    private Answer once(Connection connection, Login login, Call call, Duration limit) throws IOException {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped before the request to " + call.verb() + " " + call.target());
        }
        long end = System.nanoTime() + limit.toNanos();
        HttpResponse<InputStream> response = answered(send(connection, login, call), call, limit);
        if (response.statusCode() == PROXY_LOGIN && connection.proxy().isPresent()) {
            throw new ProxyLoginException(
                    Proxies.shown(connection.proxy().get()),
                    "on the way to " + connection.describe() + " to " + call.verb() + " " + call.target());
        }
        reached.set(true);
        try (InputStream body = response.body()) {
            byte[] bytes = TimedReading.within(
                    Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())),
                    body,
                    in -> in.readNBytes(MAX_ANSWER_BYTES + 1));
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new KubeConnectionException(
                        connection.server(),
                        connection.describe() + " answered more than " + MAX_ANSWER_BYTES + " bytes to " + call.verb()
                                + " " + call.target(),
                        null);
            }
            return new Answer(response.statusCode(), response.headers().firstValue("Retry-After"), bytes);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a watch, whose end nobody knows. The caller closes it; {@code by} can end the wait for it. Not retried. */
    Stream watch(Call call, StreamSwitch by) throws IOException {
        return stream(watches, call, by);
    }

    /** Opens a log that is followed; otherwise as {@link #watch}. */
    Stream log(Call call, StreamSwitch by) throws IOException {
        return stream(logs, call, by);
    }

    private Stream stream(Permits permits, Call call, StreamSwitch by) throws IOException {
        Connection connection = connection();
        Login login = connection.login();
        try {
            return stream(permits, connection, login, call, by);
        } catch (KubeApiException e) {
            if (e.code() == UNAUTHORIZED && connection.renew(login)) {
                return stream(permits, connection, connection.login(), call, by);
            }
            throw e;
        }
    }

    private Stream stream(Permits permits, Connection connection, Login login, Call call, StreamSwitch by)
            throws IOException {
        CompletableFuture<Void> permit = permits.acquire();
        by.waitsFor(permit);
        await(permit, call);
        CompletableFuture<HttpResponse<InputStream>> sent;
        try {
            sent = send(connection, login, call);
        } catch (RuntimeException e) {
            permits.release();
            throw e;
        }
        CompletableFuture<HttpResponse<InputStream>> wait = waitFor(sent);
        by.waitsFor(wait);
        HttpResponse<InputStream> response;
        try {
            // No limit: the headers of a log come with its first line.
            response = await(wait, call);
        } catch (IOException | RuntimeException e) {
            // The server may still answer, and only that ends the stream that it takes.
            var unused = sent.whenComplete((late, error) -> {
                permits.release();
                if (late != null) {
                    closeQuietly(late.body());
                }
            });
            throw e;
        }
        if (!Answer.isSuccess(response.statusCode())) {
            try (InputStream body = response.body()) {
                throw new Answer(response.statusCode(), Optional.empty(), body.readNBytes(64 * 1024)).refusal(call);
            } finally {
                permits.release();
            }
        }
        return new Stream(response.body(), permits::release);
    }

    private CompletableFuture<HttpResponse<InputStream>> send(Connection connection, Login login, Call call) {
        if (closed.getCount() == 0) {
            throw new CancellationException("the connection to " + connection.server() + " was closed");
        }
        return connection.http(login).sendAsync(request(connection, login, call), BodyHandlers.ofInputStream());
    }

    /** A wait that can be given up: cancelling the JDK's future, or a copy of it, would end the request as a failed one. */
    private static <T> CompletableFuture<T> waitFor(CompletableFuture<T> sent) {
        CompletableFuture<T> wait = new CompletableFuture<>();
        var unused = sent.whenComplete((answer, failure) -> {
            if (failure == null) {
                wait.complete(answer);
            } else {
                wait.completeExceptionally(failure);
            }
        });
        return wait;
    }

    private HttpResponse<InputStream> answered(
            CompletableFuture<HttpResponse<InputStream>> sent, Call call, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> wait =
                waitFor(sent).orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return await(wait, call);
        } catch (IOException | RuntimeException e) {
            var unused = sent.thenAccept(late -> closeQuietly(late.body()));
            sent.cancel(true);
            throw e;
        }
    }

    /** Waits until the future is done, cancelled, or this client closed. */
    @SuppressWarnings("CollectionUndefinedEquality") // identity is meant
    private <T> T await(CompletableFuture<T> future, Call call) throws IOException {
        waiting.add(future);
        try {
            if (closed.getCount() == 0) {
                future.cancel(true);
            }
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw interrupted(call.verb() + " " + call.target(), e);
        } catch (ExecutionException e) {
            IOException io = Causes.find(e, IOException.class);
            throw io != null ? io : new IOException(e.getCause());
        } finally {
            waiting.remove(future);
        }
    }

    private static HttpRequest request(Connection connection, Login login, Call call) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(connection.server() + call.pathAndQuery()))
                .header("Accept", call.accept())
                .header("User-Agent", "werf-java");
        login.headers().forEach(builder::header);
        // An authenticator of the client would be asked by the server, too, and fail on a 401 that does not say how.
        connection
                .proxy()
                .map(URI::getUserInfo)
                .ifPresent(user -> builder.header("Proxy-Authorization", Proxies.authorization(user)));
        if (call.body() == null) {
            return builder.method(call.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return builder.header("Content-Type", call.contentType())
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
    }

    private static KubeConnectionException unreachable(Connection connection, Call call, IOException e) {
        return new KubeConnectionException(
                connection.server(),
                connection.describe() + " cannot be reached to " + call.verb() + " " + call.target() + ": "
                        + Causes.message(e),
                e);
    }

    /** Waits before another try; ends at once when the client is closed. */
    void pause(Duration delay, Call call) {
        try {
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CancellationException("the connection was closed while waiting to " + call.verb());
            }
        } catch (InterruptedException e) {
            throw interrupted(call.verb() + " " + call.target(), e);
        }
    }

    private static void acquire(Semaphore permits, Call call) {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw interrupted(call.verb() + " " + call.target(), e);
        }
    }

    static CancellationException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("interrupted: " + doing);
        cancelled.initCause(cause);
        return cancelled;
    }

    void close() {
        closed.countDown();
        waiting.forEach(sent -> sent.cancel(true)); // the HTTP client's end alone would leave them waiting
        connecting.cancel(true);
    }

    /** An open answer whose end nobody knows. */
    record Stream(InputStream body, Runnable released) implements AutoCloseable {

        /** Ends a read that waits in another thread. */
        void cancel() {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** By the reader, once. */
        @Override
        public void close() {
            try {
                cancel();
            } finally {
                released.run();
            }
        }
    }
}
