package io.werf.core.sandbox.registry;

import io.werf.core.data.Json;
import io.werf.core.data.Sha256;
import io.werf.core.sandbox.http.Exchange;
import io.werf.core.sandbox.http.LoopbackServer;
import io.werf.core.sandbox.http.RecordedRequest;
import io.werf.core.sandbox.registry.RepositoryStore.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.regex.Pattern;

/**
 * An OCI registry (distribution specification 1.1, without referrers) over plain HTTP on the loopback interface, open to
 * everyone on this machine. Keeps small blobs in memory and others in a private temporary directory that goes with it.
 * Thread-safe.
 */
public final class RegistryServer implements AutoCloseable {

    private static final long LIMIT = 8L << 30;
    private static final int MANIFEST_LIMIT = 4 << 20;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Spool spool = new Spool(LIMIT);
    private final Contents contents = new Contents(spool);
    private final LoopbackServer server;
    private final PlainGate gate;

    private RegistryServer() {
        this.server = LoopbackServer.start("sandbox-registry", this::handle);
        this.gate = PlainGate.before(server.port());
    }

    /** Starts an empty registry. */
    public static RegistryServer start() {
        return new RegistryServer();
    }

    /** {@code localhost:PORT}. */
    public String host() {
        return "localhost:" + gate.port();
    }

    /** Whether an image is here; {@code reference} is a tag or a digest. */
    public boolean exists(String repository, String reference) {
        return contents.exists(repository, reference);
    }

    /** What was asked of it. */
    public List<RecordedRequest> requests() {
        return server.requests();
    }

    /** Forgets what was asked. */
    public void clearRequests() {
        server.clearRequests();
    }

    @Override
    public void close() {
        gate.close();
        server.close();
        spool.close();
    }

    private void handle(Exchange exchange) throws IOException {
        exchange.set("Docker-Distribution-Api-Version", "registry/2.0");
        try {
            route(exchange);
        } catch (RegistryFailure e) {
            Map<String, Object> error = Map.of("code", e.code(), "message", String.valueOf(e.getMessage()));
            exchange.send(e.status(), "application/json", Json.writeBytes(Map.of("errors", List.of(error))));
        }
    }

    private void route(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        int n = path.size();
        if (path.equals(List.of("v2"))) {
            exchange.send(200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        } else if (path.equals(List.of("v2", "_catalog"))) {
            exchange.send(200, "application/json", Json.writeBytes(Map.of("repositories", contents.names())));
        } else if (n >= 4 && path.get(n - 2).equals("tags") && path.get(n - 1).equals("list")) {
            tags(exchange, name(path, n - 2));
        } else if (n >= 4 && path.get(n - 2).equals("manifests")) {
            manifest(exchange, name(path, n - 2), path.get(n - 1));
        } else if (n >= 5
                && path.get(n - 2).equals("uploads")
                && path.get(n - 3).equals("blobs")) {
            upload(exchange, name(path, n - 3), path.get(n - 1));
        } else if (n >= 4
                && path.get(n - 1).equals("uploads")
                && path.get(n - 2).equals("blobs")) {
            startUpload(exchange, name(path, n - 2));
        } else if (n >= 4 && path.get(n - 2).equals("blobs")) {
            blob(exchange, name(path, n - 2), digest(path.get(n - 1)));
        } else {
            throw new RegistryFailure(404, "NAME_UNKNOWN", "nothing is served at this path");
        }
    }

    private static String name(List<String> path, int end) {
        String name = String.join("/", path.subList(1, end));
        if (!path.get(0).equals("v2")
                || name.length() > 255
                || !NAME.matcher(name).matches()) {
            throw new RegistryFailure(400, "NAME_INVALID", "invalid repository name: " + name);
        }
        return name;
    }

    private static String digest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new RegistryFailure(400, "DIGEST_INVALID", "invalid or unsupported digest: " + digest);
        }
        return digest;
    }

    private static RegistryFailure methodNotAllowed() {
        return new RegistryFailure(405, "UNSUPPORTED", "The operation is unsupported.");
    }

    private void blob(Exchange exchange, String name, String digest) throws IOException {
        switch (exchange.method()) {
            case "HEAD" -> {
                Blob blob = contents.blob(name, digest);
                exchange.set("Docker-Content-Digest", digest).set("Content-Type", "application/octet-stream");
                exchange.sendHead(200, blob.size());
            }
            case "GET" -> {
                Blob blob = contents.blob(name, digest);
                exchange.set("Docker-Content-Digest", digest);
                try (InputStream in = blob.open()) {
                    if (blob.size() == 0) {
                        exchange.send(200);
                        return;
                    }
                    OutputStream out = exchange.stream(200, "application/octet-stream", blob.size());
                    in.transferTo(out);
                }
            }
            case "DELETE" -> {
                contents.deleteBlob(name, digest);
                exchange.send(202);
            }
            default -> throw methodNotAllowed();
        }
    }

    private void startUpload(Exchange exchange, String name) throws IOException {
        if (!exchange.method().equals("POST")) {
            throw methodNotAllowed();
        }
        String mount = exchange.query("mount").orElse("");
        String from = exchange.query("from").orElse("");
        if (!mount.isEmpty() && contents.mount(name, digest(mount), from)) {
            created(exchange, name, mount);
            return;
        }
        String id = contents.newUpload();
        if (exchange.query("digest").isPresent()) {
            contents.upload(id).append(exchange.body());
            finish(exchange, name, id);
        } else {
            accepted(exchange, name, id);
        }
    }

    private void upload(Exchange exchange, String name, String id) throws IOException {
        Upload upload = contents.upload(id);
        switch (exchange.method()) {
            case "GET" -> progress(exchange, name, id).send(204);
            case "PATCH" -> {
                requireContinuation(exchange, upload);
                upload.append(exchange.body());
                accepted(exchange, name, id);
            }
            case "PUT" -> {
                upload.append(exchange.body());
                finish(exchange, name, id);
            }
            case "DELETE" -> {
                contents.cancel(id);
                exchange.send(204);
            }
            default -> throw methodNotAllowed();
        }
    }

    private static void requireContinuation(Exchange exchange, Upload upload) {
        String range = exchange.header("Content-Range");
        if (!range.isEmpty() && !range.startsWith(upload.size() + "-")) {
            throw new RegistryFailure(416, "BLOB_UPLOAD_INVALID", "the chunk does not begin where the last one ended");
        }
    }

    private void finish(Exchange exchange, String name, String id) throws IOException {
        String digest = digest(exchange.query("digest").orElse(""));
        contents.finish(name, id, digest);
        created(exchange, name, digest);
    }

    private Exchange progress(Exchange exchange, String name, String id) {
        long size = contents.upload(id).size();
        return exchange.set("Location", "/v2/" + name + "/blobs/uploads/" + id)
                .set("Docker-Upload-UUID", id)
                .set("Range", "0-" + Math.max(0, size - 1));
    }

    private void accepted(Exchange exchange, String name, String id) throws IOException {
        progress(exchange, name, id).send(202);
    }

    private static void created(Exchange exchange, String name, String digest) throws IOException {
        exchange.set("Location", "/v2/" + name + "/blobs/" + digest)
                .set("Docker-Content-Digest", digest)
                .send(201);
    }

    private void manifest(Exchange exchange, String name, String reference) throws IOException {
        if (!TAG.matcher(reference).matches() && !DIGEST.matcher(reference).matches()) {
            throw new RegistryFailure(400, "TAG_INVALID", "invalid tag or digest: " + reference);
        }
        switch (exchange.method()) {
            case "HEAD", "GET" -> {
                Manifest manifest = contents.manifest(name, reference);
                exchange.set("Docker-Content-Digest", manifest.digest()).set("ETag", '"' + manifest.digest() + '"');
                exchange.send(200, manifest.mediaType(), manifest.bytes());
            }
            case "PUT" -> {
                byte[] bytes = exchange.body(MANIFEST_LIMIT)
                        .orElseThrow(() -> new RegistryFailure(413, "SIZE_INVALID", "manifest is over 4 MiB"));
                Manifest manifest = new Manifest("sha256:" + Sha256.hex(bytes), exchange.contentType(), bytes);
                contents.put(name, reference, manifest);
                exchange.set("Location", "/v2/" + name + "/manifests/" + manifest.digest())
                        .set("Docker-Content-Digest", manifest.digest())
                        .send(201);
            }
            case "DELETE" -> {
                contents.deleteManifest(name, reference);
                exchange.send(202);
            }
            default -> throw methodNotAllowed();
        }
    }

    private void tags(Exchange exchange, String name) throws IOException {
        NavigableSet<String> tags =
                contents.tags(name).tailSet(exchange.query("last").orElse(""), false);
        int n = limit(exchange);
        List<String> page = tags.stream().limit(n).toList();
        if (page.size() < tags.size() && !page.isEmpty()) {
            String next = "/v2/" + name + "/tags/list?last=" + page.get(page.size() - 1) + "&n=" + n;
            exchange.set("Link", "<" + next + ">; rel=\"next\"");
        }
        exchange.send(200, "application/json", Json.writeBytes(Map.of("name", name, "tags", page)));
    }

    private static int limit(Exchange exchange) {
        String n = exchange.query("n").orElse("");
        try {
            int limit = n.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(n);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new RegistryFailure(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested: " + n);
        }
        throw new RegistryFailure(400, "PAGINATION_NUMBER_INVALID", "invalid number of results requested: " + n);
    }
}
