package io.werf.core.track;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeConnectionException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The least client that tracking needs, straight on HTTP and without retries, so that these tests show the room and not the
 * client. Counts what is open.
 */
final class LabKube implements KubeClient {

    final AtomicInteger requests = new AtomicInteger();
    final List<Thread> streams = new CopyOnWriteArrayList<>();
    private final String server;
    private final HttpClient http;

    /** Reads a kubeconfig with one cluster and one user that has a certificate. */
    LabKube() {
        try {
            Map<String, Object> config =
                    Objects.object(Files.readString(Lab.kubeConfig())).body();
            Object cluster = Tree.get(Tree.list(config, "clusters").get(0), "cluster");
            Object user = Tree.get(Tree.list(config, "users").get(0), "user");
            server = Tree.string(cluster, "server").orElseThrow();
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(tls(
                            pem(cluster, "certificate-authority-data"),
                            pem(user, "client-certificate-data"),
                            pem(user, "client-key-data")))
                    .build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Object node, String key) {
        return new String(Base64.getDecoder().decode(Tree.string(node, key).orElseThrow()), StandardCharsets.UTF_8);
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    private static SSLContext tls(String authority, String certificate, String key)
            throws GeneralSecurityException, IOException {
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        Certificate own = certificates.generateCertificate(new ByteArrayInputStream(der(certificate)));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setCertificateEntry(
                "authority", certificates.generateCertificate(new ByteArrayInputStream(der(authority))));
        keys.setKeyEntry(
                "own",
                KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
                        .generatePrivate(new PKCS8EncodedKeySpec(der(key))),
                new char[0],
                new Certificate[] {own});
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<InputStream> send(String verb, String method, String path, String type, byte[] body) {
        requests.incrementAndGet();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server() + path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() >= 300) {
                try (InputStream error = response.body()) {
                    Object status = Json.read(error.readAllBytes());
                    throw new KubeApiException(
                            verb,
                            path,
                            response.statusCode(),
                            Tree.string(status, "reason").orElse(""),
                            Tree.string(status, "message").orElse(""),
                            List.of());
                }
            }
            return response;
        } catch (IOException e) {
            throw new KubeConnectionException(server(), "connection failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KubeConnectionException(server(), "interrupted", e);
        }
    }

    private Map<String, Object> ask(String verb, String method, String path, String type, Object body) {
        try (InputStream in = send(verb, method, path, type, body == null ? new byte[0] : Json.writeBytes(body))
                .body()) {
            return Json.readObject(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public ApiResource resource(String group, String version, String kind) {
        return new ApiResource(
                group,
                version,
                kind,
                kind.toLowerCase(Locale.ROOT) + "s",
                !kind.equals("Namespace"),
                Set.of("list", "watch"));
    }

    private ApiResource resource(ResourceId id) {
        return resource(id.group(), id.version(), id.kind());
    }

    @Override
    public Optional<KubeObject> get(ResourceId id) {
        try {
            String path = resource(id).path(id.namespace(), id.name());
            return Optional.of(new KubeObject(ask("get", "GET", path, "application/json", null)));
        } catch (KubeApiException e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String query(Selector selector) {
        return "labelSelector=" + URLEncoder.encode(selector.labels(), StandardCharsets.UTF_8) + "&fieldSelector="
                + URLEncoder.encode(selector.fields(), StandardCharsets.UTF_8);
    }

    @Override
    public ObjectList list(ApiResource kind, String namespace, Selector selector) {
        Map<String, Object> list =
                ask("list", "GET", kind.path(namespace, "") + "?" + query(selector), "application/json", null);
        List<KubeObject> items = new ArrayList<>();
        for (Object item : Tree.list(list, "items")) {
            items.add(new KubeObject(Tree.map(item)));
        }
        return new ObjectList(
                items, Tree.string(list, "metadata", "resourceVersion").orElseThrow());
    }

    @Override
    public ObjectList listMetadata(ApiResource kind, String namespace, Selector selector) {
        return list(kind, namespace, selector);
    }

    @Override
    public KubeObject apply(KubeObject object, boolean dryRun) {
        ResourceId id = object.id();
        return new KubeObject(ask(
                "patch",
                "PATCH",
                resource(id).path(id.namespace(), id.name()) + "?fieldManager=helm&force=true",
                "application/apply-patch+yaml",
                object.body()));
    }

    @Override
    public void delete(ResourceId id, String propagation) {
        ask(
                "delete",
                "DELETE",
                resource(id).path(id.namespace(), id.name()) + "?propagationPolicy=" + propagation,
                "application/json",
                null);
    }

    @Override
    public Watch watch(ApiResource kind, String namespace, Selector selector, Consumer<WatchEvent> listener) {
        ObjectList list = list(kind, namespace, selector);
        list.items().forEach(item -> listener.accept(new WatchEvent(WatchEvent.Type.ADDED, withKind(kind, item))));
        String path =
                kind.path(namespace, "") + "?watch=1&resourceVersion=" + list.resourceVersion() + "&" + query(selector);
        return stream(
                path,
                line -> {
                    Map<String, Object> event = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
                    listener.accept(new WatchEvent(
                            WatchEvent.Type.valueOf(Tree.string(event, "type").orElseThrow()),
                            new KubeObject(Tree.map(event, "object"))));
                },
                () -> {});
    }

    /** Items of lists come without kind and version. */
    private static KubeObject withKind(ApiResource kind, KubeObject item) {
        item.body().put("kind", kind.kind());
        item.body().put("apiVersion", kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version());
        return item;
    }

    private Watch stream(String path, Consumer<String> listener, Runnable onEnd) {
        InputStream in =
                send("watch", "GET", path, "application/json", new byte[0]).body();
        AtomicBoolean closed = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                String line;
                while (!closed.get() && (line = lines.readLine()) != null) {
                    listener.accept(line);
                }
            } catch (IOException e) {
                if (!closed.get()) {
                    throw new UncheckedIOException(e);
                }
            } finally {
                onEnd.run();
            }
        });
        reader.setDaemon(true);
        streams.add(reader);
        reader.start();
        return () -> {
            closed.set(true);
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String logs(String namespace, String pod, String container) {
        return "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/log?container=" + container;
    }

    @Override
    public Watch followLog(
            String namespace, String pod, String container, Instant since, Consumer<String> line, Runnable onEnd) {
        return stream(logs(namespace, pod, container) + "&follow=true&sinceTime=" + since, line, onEnd);
    }

    @Override
    public List<String> lastLogLines(String namespace, String pod, String container, int lines, boolean previous) {
        String path = logs(namespace, pod, container) + "&tailLines=" + lines + "&previous=" + previous;
        try (InputStream in =
                send("get", "GET", path, "application/json", new byte[0]).body()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KubeApiException e) {
            return List.of();
        }
    }

    @Override
    public Optional<String> context() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String version() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> apiVersions() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void forgetDiscovery() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KubeObject create(KubeObject object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KubeObject replace(KubeObject object) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KubeObject mergePatch(ResourceId id, Map<String, Object> patch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitDeleted(ResourceId id, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
