package io.werf.it.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A registry of one repository whose answers all take the same time: tags, manifests, uploads that go nowhere. Own sockets,
 * because the JDK's server adds 40 ms to each request of a kept-alive connection, or wants a new connection for each.
 */
final class SlowRegistry implements AutoCloseable {

    private static final int PAGE = 1000;

    private final Duration latency;
    private final ServerSocket server;
    private final Map<String, String> manifests = new ConcurrentHashMap<>();
    private final TreeMap<String, String> digests = new TreeMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    SlowRegistry(Duration latency) throws IOException {
        this.latency = latency;
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        thread("slow-registry", this::accept);
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    int mostAtOnce() {
        return most.get();
    }

    void forget() {
        requests.set(0);
        most.set(0);
    }

    /** A tag with a manifest of its own. */
    void add(String tag) {
        put(
                tag,
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{\"mediaType\":"
                        + "\"application/vnd.oci.image.config.v1+json\",\"size\":2,\"digest\":\"" + digest("{}")
                        + "\"},\"layers\":[],\"annotations\":{\"tag\":\"" + tag + "\"}}");
    }

    private synchronized String put(String tag, String manifest) {
        String digest = digest(manifest);
        manifests.put(digest, manifest);
        digests.put(tag, digest);
        return digest;
    }

    synchronized Collection<String> tags() {
        return List.copyOf(digests.keySet());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                thread("slow-registry connection", () -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                requests.incrementAndGet();
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                LockSupport.parkNanos(latency.toNanos());
                String[] request = line.split(" ");
                byte[] answer = answer(request[0], request[1], body).getBytes(StandardCharsets.UTF_8);
                running.decrementAndGet();
                out.write(answer);
                out.flush();
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private String answer(String method, String uri, String body) {
        String reference = uri.substring(uri.lastIndexOf('/') + 1);
        if (uri.contains("/tags/list")) {
            return list(uri);
        }
        if (uri.contains("/blobs/")) {
            return switch (method) {
                case "POST" -> head("202 Accepted", "Location: /v2/shop/blobs/uploads/one\r\n", 0);
                case "PUT" -> head("201 Created", "", 0);
                default -> head("404 Not Found", "", 0);
            };
        }
        return uri.contains("/manifests/") ? manifest(method, reference, body) : head("200 OK", "", 0);
    }

    private synchronized String manifest(String method, String reference, String body) {
        String digest = digests.getOrDefault(reference, reference);
        if (method.equals("PUT")) {
            return head("201 Created", "Docker-Content-Digest: " + put(reference, body) + "\r\n", 0);
        }
        String manifest = manifests.get(digest);
        if (manifest == null) {
            return head("404 Not Found", "", 0);
        }
        if (method.equals("DELETE")) {
            manifests.remove(digest);
            digests.values().removeIf(digest::equals);
            return head("202 Accepted", "", 0);
        }
        String type =
                "Content-Type: application/vnd.oci.image.manifest.v1+json\r\nDocker-Content-Digest: " + digest + "\r\n";
        return head("200 OK", type, manifest.length()) + (method.equals("HEAD") ? "" : manifest);
    }

    private synchronized String list(String uri) {
        int last = uri.indexOf("last=");
        List<String> tags = new ArrayList<>(
                last < 0
                        ? digests.keySet()
                        : digests.tailMap(uri.substring(last + 5), false).keySet());
        boolean more = tags.size() > PAGE;
        List<String> page = more ? tags.subList(0, PAGE) : tags;
        String json = "{\"name\":\"shop\",\"tags\":[" + (page.isEmpty() ? "" : "\"" + String.join("\",\"", page) + "\"")
                + "]}";
        String link = more
                ? "Link: </v2/shop/tags/list?n=" + PAGE + "&last=" + page.get(PAGE - 1) + ">; rel=\"next\"\r\n"
                : "";
        return head("200 OK", link + "Content-Type: application/json\r\n", json.length()) + json;
    }

    private static String head(String status, String headers, int length) {
        return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
