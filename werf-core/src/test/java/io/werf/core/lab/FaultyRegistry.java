package io.werf.core.lab;

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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry and answers some requests itself, as a test says. Counts how many run at once. */
public final class FaultyRegistry implements AutoCloseable {

    /** The status to answer with; empty lets the request through. */
    @FunctionalInterface
    public interface Fault {
        Optional<Integer> of(String method, String path);
    }

    /** What to answer with; empty lets the request through. */
    @FunctionalInterface
    public interface Interceptor {
        Optional<Answer> of(HttpExchange exchange);
    }

    /** Answers a request; an {@link IOException} ends its connection. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** Headers of one connection, which are not passed on. */
    private static final Set<String> CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    /** First byte of a TLS connection: Docker tries that first, and the server would wait for the rest of the request. */
    private static final char TLS = 0x16;

    private final HttpServer server;
    private final Pipe pipe;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String target;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile Interceptor interceptor = exchange -> Optional.empty();

    /** @param target host and port of the registry */
    public FaultyRegistry(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        pipe = new Pipe(
                server.getAddress(), said -> said.charAt(0) == TLS ? Pipe.Reaction.HANG_UP : Pipe.Reaction.PASS);
    }

    public String host() {
        return "localhost:" + pipe.port();
    }

    public void fail(Fault wanted) {
        intercept(exchange -> wanted.of(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath())
                .map(status -> answered -> answered.sendResponseHeaders(status, -1)));
    }

    /** From now on. */
    public void intercept(Interceptor wanted) {
        interceptor = wanted;
    }

    /** {@code METHOD path} of every request. */
    public List<String> requests() {
        return requests;
    }

    public int mostAtOnce() {
        return most.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        requests.add(method + " " + path);
        try (exchange) {
            Optional<Answer> own = interceptor.of(exchange);
            Answer answer = own.isPresent() ? own.get() : forwarded(exchange, method);
            running.decrementAndGet(); // before the client knows that it may send the next
            // Some answers end their connection, which a client must not find out by sending the next request on it.
            exchange.getResponseHeaders().set("Connection", "close");
            answer.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer forwarded(HttpExchange exchange, String method) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + target + exchange.getRequestURI()))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return answered -> pass(response, answered);
    }

    private void pass(HttpResponse<byte[]> response, HttpExchange exchange) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        response.headers().map().forEach((name, values) -> {
            // What a HEAD says of the content is not the length of the answer.
            if ((head && name.equalsIgnoreCase("Content-Length"))
                    || !CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders()
                        .put(name, values.stream().map(this::ownAddress).toList());
            }
        });
        boolean empty = response.body().length == 0;
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }

    private String ownAddress(String header) {
        return header.replace("http://" + target + "/", "http://" + host() + "/");
    }

    @Override
    public void close() {
        pipe.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
