package io.werf.core.kube;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.werf.core.error.WerfException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.TimeoutException;

/**
 * Sends requests, with a cap on those in flight, and retries. The two caps together stay below the 250 streams that a server
 * allows on one HTTP/2 connection, beyond which the JDK's client fails instead of waiting.
 */
final class Transport {

    private static final int MAX_CALLS = 30;
    private static final int MAX_STREAMS = 200;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(90);
    private static final int MAX_ANSWER_BYTES = 256 * 1024 * 1024;

    private final CompletableFuture<Connection> connecting;
    private final Semaphore calls = new Semaphore(MAX_CALLS);
    private final Semaphore streams = new Semaphore(MAX_STREAMS);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean reached;

    Transport(CompletableFuture<Connection> connecting) {
        this.connecting = connecting;
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
            for (int tries = 1; ; tries++) {
                Optional<Duration> delay;
                try {
                    Answer answer = once(connection, call);
                    delay = Retries.after(answer, tries);
                    if (delay.isEmpty()) {
                        return answer;
                    }
                } catch (IOException e) {
                    delay = Retries.after(e, call, reached, tries);
                    if (delay.isEmpty()) {
                        throw unreachable(connection, call, e);
                    }
                }
                pause(delay.get(), call);
            }
        } finally {
            calls.release();
        }
    }

    private Answer once(Connection connection, Call call) throws IOException {
        HttpResponse<InputStream> response = send(connection, call, CALL_TIMEOUT);
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
            if (bytes.length > MAX_ANSWER_BYTES) {
                throw new KubeConnectionException(
                        connection.server(),
                        connection.describe() + " answered more than " + MAX_ANSWER_BYTES + " bytes to " + call.verb()
                                + " " + call.target(),
                        null);
            }
            return new Answer(response.code(), Optional.ofNullable(response.header("Retry-After")), bytes);
        }
    }

    /** Opens an endless answer: a watch, a log. The caller closes it. Not retried. */
    Stream stream(Call call) throws IOException {
        Connection connection = connection();
        acquire(streams, call);
        boolean handedOver = false;
        try {
            // No limit: the headers of a log come with its first line.
            HttpResponse<InputStream> response = send(connection, call, Duration.ZERO);
            if (!HttpResponse.isSuccessful(response.code())) {
                try (InputStream body = response.body()) {
                    throw new Answer(response.code(), Optional.empty(), body.readNBytes(64 * 1024)).refusal(call);
                }
            }
            handedOver = true;
            return new Stream(response.body(), streams::release);
        } finally {
            if (!handedOver) {
                streams.release();
            }
        }
    }

    @SuppressWarnings("CollectionUndefinedEquality") // identity is meant
    private HttpResponse<InputStream> send(Connection connection, Call call, Duration timeout) throws IOException {
        if (closed.getCount() == 0) {
            throw new CancellationException("the connection to " + connection.server() + " was closed");
        }
        CompletableFuture<HttpResponse<InputStream>> sent =
                connection.http().sendAsync(request(connection, call), InputStream.class);
        waiting.add(sent);
        try {
            HttpResponse<InputStream> response =
                    timeout.isZero() ? sent.get() : sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            reached = true;
            return response;
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw interrupted(call.verb() + " " + call.target(), e);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException(e);
        } catch (ExecutionException e) {
            IOException io = Causes.find(e, IOException.class);
            throw io != null ? io : new IOException(e.getCause());
        } finally {
            waiting.remove(sent);
        }
    }

    private static HttpRequest request(Connection connection, Call call) {
        HttpClient http = connection.http();
        HttpRequest.Builder builder = http.newHttpRequestBuilder()
                .uri(connection.server() + call.pathAndQuery())
                .header("Accept", call.accept());
        return (call.method().equals("GET") ? builder : builder.method(call.method(), call.contentType(), call.body()))
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
        if (!connecting.cancel(true) && !connecting.isCompletedExceptionally()) {
            connecting.join().http().close();
        }
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
