package io.werf.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/**
 * Stands in front of a real server and remembers every request; can be as far away as one likes. Streams both ways, so watches and
 * logs pass.
 */
public final class CountingProxy implements AutoCloseable {

    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings", "expect");

    /** One request that passed. */
    public record Request(String method, String path, Instant at) {

        /** Whether it changes nothing: reading, or a dry run. */
        public boolean isRead() {
            return method.equals("GET") || method.equals("HEAD") || path.contains("dryRun=All");
        }
    }

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "counting-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer front;
    private final HttpClient back;
    private final URI target;
    private volatile Duration latency = Duration.ZERO;

    private CountingProxy(URI target, HttpClient back) throws IOException {
        this.target = target;
        this.back = back;
        this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(threads);
        front.createContext("/", this::forward);
        front.start();
    }

    /** Before a server that speaks plain HTTP. */
    public static CountingProxy before(URI target) {
        return start(
                target,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** Before a server that wants TLS and a client certificate; the proxy itself is plain HTTP on loopback. */
    static CountingProxy before(URI target, SSLContext identity) {
        return start(
                target,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(identity)
                        .build());
    }

    private static CountingProxy start(URI target, HttpClient back) {
        try {
            return new CountingProxy(target, back);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where it listens, on loopback. */
    public int port() {
        return front.getAddress().getPort();
    }

    /** From now on each request waits that long before it is forwarded. */
    public void delay(Duration by) {
        latency = by;
    }

    /** What passed since {@link #forget}. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Bytes of all answers' bodies since {@link #forget}. */
    public long answeredBytes() {
        return answered.get();
    }

    /** Starts counting anew. */
    public void forget() {
        requests.clear();
        answered.set(0);
    }

    private void forward(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(new Request(exchange.getRequestMethod(), path, Instant.now()));
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(path))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            new CountDownLatch(1).await(latency.toMillis(), TimeUnit.MILLISECONDS);
            HttpResponse<InputStream> response = back.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer(exchange, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, HttpResponse<InputStream> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (name.equalsIgnoreCase("location")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, ownLocation(value)));
            } else if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        boolean bodiless = exchange.getRequestMethod().equals("HEAD")
                || response.statusCode() == 204
                || response.statusCode() == 304;
        if (bodiless) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
            exchange.sendResponseHeaders(response.statusCode(), -1);
            exchange.close();
            return;
        }
        long length = response.headers().firstValueAsLong("content-length").orElse(0);
        boolean empty =
                length == 0 && response.headers().firstValue("content-length").isPresent();
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : length);
        try (InputStream in = response.body();
                OutputStream out = empty ? OutputStream.nullOutputStream() : exchange.getResponseBody()) {
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                answered.addAndGet(read);
                out.write(buffer, 0, read);
                out.flush();
            }
        }
        exchange.close();
    }

    private String ownLocation(String location) {
        URI uri = URI.create(location);
        return uri.isAbsolute() && uri.getPort() == target.getPort()
                ? "http://localhost:" + port() + uri.getRawPath()
                        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                : location;
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }
}
