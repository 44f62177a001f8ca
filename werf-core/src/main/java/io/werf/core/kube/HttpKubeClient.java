package io.werf.core.kube;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The API over HTTP, objects as plain trees. */
final class HttpKubeClient implements KubeClient {

    private static final String FIELD_MANAGER = "helm";

    private final ExecutorService threads;
    private final Transport transport;
    private final Discovery discovery;
    private final ObjectLists objects;
    private final Once<String> version;
    private final boolean owner;

    HttpKubeClient(Supplier<Connection> connect) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "werf-kube");
            thread.setDaemon(true);
            return thread;
        });
        transport = new Transport(CompletableFuture.supplyAsync(connect, threads));
        discovery = new Discovery(transport);
        objects = new ObjectLists(transport);
        version = new Once<>();
        owner = true;
    }

    private HttpKubeClient(HttpKubeClient shared, Transport transport) {
        this.threads = shared.threads;
        this.transport = transport;
        this.discovery = shared.discovery;
        this.objects = new ObjectLists(transport);
        this.version = shared.version;
        this.owner = false;
    }

    @Override
    public KubeClient within(Duration patience) {
        return new HttpKubeClient(this, transport.within(patience));
    }

    @Override
    public KubeClient until(BooleanSupplier stopped) {
        return new HttpKubeClient(this, transport.until(stopped));
    }

    @Override
    public String server() {
        return transport.connection().server();
    }

    @Override
    public Optional<String> context() {
        return transport.connection().context();
    }

    @Override
    public String version() {
        return version.get("the server's version", () -> {
            Answer answer = transport.call(Call.get("get", "the server's version", "/version"));
            return Tree.string(answer.object(), "gitVersion").orElse("");
        });
    }

    @Override
    public ApiResource resource(String group, String apiVersion, String kind) {
        return discovery.resource(group, apiVersion, kind);
    }

    @Override
    public ApiResource resourceOfType(String type) {
        return discovery.resourceOfType(type);
    }

    @Override
    public List<String> apiVersions() {
        return discovery.apiVersions();
    }

    @Override
    public Set<String> kinds(String apiVersion) {
        return discovery.kinds(apiVersion);
    }

    @Override
    public void forgetDiscovery() {
        discovery.forget();
    }

    @Override
    public Optional<KubeObject> get(ResourceId id) {
        Call call = Call.get("get", describe(id), path(id));
        Answer answer = transport.callForAnyAnswer(call);
        if (answer.code() == 404) {
            return Optional.empty();
        }
        if (!answer.isSuccess()) {
            throw answer.refusal(call);
        }
        return Optional.of(new KubeObject(answer.object()));
    }

    @Override
    public ObjectList list(ApiResource kind, String namespace, Selector selector) {
        return objects.list(kind, namespace, selector);
    }

    @Override
    public ObjectList listMetadata(ApiResource kind, String namespace, Selector selector) {
        return objects.listMetadata(kind, namespace, selector);
    }

    @Override
    public KubeObject apply(KubeObject object, boolean dryRun) {
        // JSON is YAML, and the server accepts the patch by the name of YAML only.
        Call call = write(
                        "PATCH", "patch", object.id(), path(object.id()), "application/apply-patch+yaml", object.body())
                .with("force", "true")
                .with("dryRun", dryRun ? "All" : "");
        return new KubeObject(transport.call(call).object());
    }

    @Override
    public KubeObject create(KubeObject object) {
        ResourceId id = object.id();
        String collection = resourceOf(id).path(id.namespace(), "");
        return new KubeObject(transport
                .call(write("POST", "create", id, collection, Call.JSON, object.body()))
                .object());
    }

    @Override
    public KubeObject replace(KubeObject object) {
        return new KubeObject(transport
                .call(write("PUT", "update", object.id(), path(object.id()), Call.JSON, object.body()))
                .object());
    }

    @Override
    public KubeObject mergePatch(ResourceId id, Map<String, Object> patch, boolean dryRun) {
        return new KubeObject(transport
                .call(write("PATCH", "patch", id, path(id), "application/merge-patch+json", patch)
                        .with("dryRun", dryRun ? "All" : ""))
                .object());
    }

    private static Call write(
            String method, String verb, ResourceId id, String path, String contentType, Map<String, Object> body) {
        return Call.write(method, verb, describe(id), path, contentType, Json.write(body))
                .with("fieldManager", FIELD_MANAGER);
    }

    @Override
    public void delete(ResourceId id, String propagation) {
        Call call = deletion(id, propagation, Map.of());
        Answer answer = transport.callForAnyAnswer(call);
        if (!answer.isSuccess() && answer.code() != 404) {
            throw answer.refusal(call);
        }
    }

    @Override
    public void delete(KubeObject seen, String propagation) {
        Map<String, Object> preconditions = new LinkedHashMap<>(Map.of("uid", seen.uid()));
        if (!seen.resourceVersion().isEmpty()) {
            preconditions.put("resourceVersion", seen.resourceVersion());
        }
        Call call = deletion(seen.id(), propagation, preconditions);
        Answer answer = transport.callForAnyAnswer(call);
        if (answer.isSuccess() || answer.code() == 404) {
            return;
        }
        KubeApiException refused = answer.refusal(call);
        if (!refused.isConflict() || !refused.serverMessage().contains("UID in precondition")) {
            throw refused;
        }
    }

    private Call deletion(ResourceId id, String propagation, Map<String, Object> preconditions) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("propagationPolicy", propagation);
        if (!preconditions.isEmpty()) {
            options.put("preconditions", preconditions);
        }
        return Call.write("DELETE", "delete", describe(id), path(id), Call.JSON, Json.write(options));
    }

    @Override
    public Watch watch(ApiResource kind, String namespace, Selector selector, WatchListener listener) {
        return ObjectWatch.start(transport, objects, threads, kind, namespace, selector, listener);
    }

    @Override
    public LogStream followLog(
            String namespace, String pod, String container, Instant since, Consumer<String> line, Runnable onEnd) {
        Call call = log(namespace, pod, container);
        return LogFollower.start(transport, threads, call, since, line, onEnd);
    }

    @Override
    public List<String> lastLogLines(String namespace, String pod, String container, int lines, boolean previous) {
        Call call = log(namespace, pod, container)
                .with("tailLines", Integer.toString(lines))
                .with("previous", previous ? "true" : "")
                .with("limitBytes", "1048576");
        Answer answer = transport.callForAnyAnswer(call);
        if (answer.code() == 400 || answer.code() == 404) {
            return List.of(); // not started, no run before, or gone
        }
        if (!answer.isSuccess()) {
            throw answer.refusal(call);
        }
        return new String(answer.body(), StandardCharsets.UTF_8).lines().toList();
    }

    private static Call log(String namespace, String pod, String container) {
        String path = "/api/v1/namespaces/" + Call.encode(namespace) + "/pods/" + Call.encode(pod) + "/log";
        return Call.get("get", "log of container " + container + " of Pod/" + pod + " in namespace " + namespace, path)
                .accepting("*/*")
                .with("container", container);
    }

    @Override
    public CompletableFuture<Void> await(ResourceId id, Predicate<Optional<KubeObject>> wanted) {
        return ObjectWait.start(this, threads, id, wanted);
    }

    @Override
    public boolean awaitDeleted(ResourceId id, Duration timeout) {
        AtomicReference<String> uid = new AtomicReference<>();
        CompletableFuture<Void> gone = await(
                id,
                now -> now.isEmpty()
                        || (!uid.compareAndSet(null, now.get().uid())
                                && !now.get().uid().equals(uid.get())));
        try {
            gone.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw Transport.interrupted("wait for the deletion of " + id, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            gone.cancel(true);
        }
    }

    private ApiResource resourceOf(ResourceId id) {
        ApiResource resource = discovery.resource(id.group(), id.version(), id.kind());
        if (resource.namespaced() && id.namespace().isEmpty()) {
            throw new IllegalArgumentException(id + " needs a namespace");
        }
        return resource;
    }

    private String path(ResourceId id) {
        if (id.name().isEmpty()) {
            throw new IllegalArgumentException(id.kind() + " without a name");
        }
        return resourceOf(id).path(id.namespace(), id.name());
    }

    private static String describe(ResourceId id) {
        return id.namespace().isEmpty() ? id.toString() : id + " in namespace " + id.namespace();
    }

    @Override
    public void close() {
        if (owner) {
            transport.close();
            threads.shutdownNow();
        }
    }
}
