package io.werf.core.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server on a random port of the loopback interface that remembers what it was asked. Thread-safe. */
public final class LoopbackServer implements AutoCloseable {

    /** Only the latest requests are remembered, so that a long-lived sandbox does not grow. */
    private static final int REMEMBERED = 100_000;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    private LoopbackServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Answers one request; may block for as long as a stream lasts. */
    @FunctionalInterface
    public interface Handler {
        /** An {@link IOException} means that the client has gone. */
        void handle(Exchange exchange) throws IOException;
    }

    /**
     * Starts a server.
     *
     * @param name prefix of its threads' names
     * @throws UncheckedIOException if no port can be opened
     */
    public static LoopbackServer start(String name, Handler handler) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AtomicInteger count = new AtomicInteger();
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
            LoopbackServer server = new LoopbackServer(http, threads);
            http.setExecutor(threads);
            http.createContext("/", exchange -> server.serve(exchange, handler));
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a port on the loopback interface", e);
        }
    }

    private void serve(HttpExchange http, Handler handler) throws IOException {
        remember(http);
        // On JDK 17 this server writes head and body apart with Nagle's algorithm on, which costs 40 ms for each
        // request
        // on a kept-alive connection; the first answer of a fresh connection goes out at once.
        http.getResponseHeaders().set("Connection", "close");
        try (http) {
            handler.handle(new Exchange(http));
        }
    }

    private void remember(HttpExchange http) {
        String query = http.getRequestURI().getRawQuery();
        RecordedRequest request = new RecordedRequest(
                http.getRequestMethod(), http.getRequestURI().getPath(), query == null ? "" : query);
        synchronized (requests) {
            requests.addLast(request);
            if (requests.size() > REMEMBERED) {
                requests.removeFirst();
            }
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What was asked since the start or the last {@link #clearRequests}, oldest first. */
    public List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** Forgets what was asked. */
    public void clearRequests() {
        synchronized (requests) {
            requests.clear();
        }
    }

    /** Stops at once; open streams break. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
