package io.werf.core.cleanup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry and answers some requests itself, as a test says. Counts how many run at once. */
final class FaultyRegistry implements AutoCloseable {

    /** The status to answer with; empty lets the request through. */
    @FunctionalInterface
    interface Fault {
        Optional<Integer> of(String method, String path);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Fault fault = (method, path) -> Optional.empty();

    FaultyRegistry(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    void fail(Fault wanted) {
        fault = wanted;
    }

    /** {@code METHOD path} of every request. */
    List<String> requests() {
        return requests;
    }

    int mostAtOnce() {
        return most.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        requests.add(method + " " + path);
        Optional<Integer> status = fault.of(method, path);
        try (exchange) {
            if (status.isPresent()) {
                running.decrementAndGet();
                exchange.sendResponseHeaders(status.get(), -1);
            } else {
                forward(exchange, method);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward(HttpExchange exchange, String method) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (String header : List.of("Accept", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        for (String header : List.of("Content-Type", "Docker-Content-Digest", "Location", "Link")) {
            answer.headers()
                    .firstValue(header)
                    .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
        }
        running.decrementAndGet();
        boolean empty = answer.body().length == 0 || method.equals("HEAD");
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
