package io.werf.core.sandbox.api;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.sandbox.http.Exchange;
import io.werf.core.sandbox.http.LoopbackServer;
import io.werf.core.sandbox.http.RecordedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The HTTP face of {@link ApiObjects}. Thread-safe. */
public final class ApiServer implements AutoCloseable {

    private static final int BODY_LIMIT = 3 << 20;

    private final ApiObjects objects;
    private final Discovery discovery;
    private final Lists lists;
    private final LogEndpoint logs;
    private final LoopbackServer server;

    /** Starts serving. */
    public ApiServer(ApiObjects objects, ContainerLogs logs, Clock clock) {
        this.objects = objects;
        this.discovery = new Discovery(objects.kinds());
        this.lists = new Lists(objects);
        this.logs = new LogEndpoint(logs, clock);
        this.server = LoopbackServer.start("sandbox-api", this::handle);
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
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
        server.close();
    }

    private void handle(Exchange exchange) throws IOException {
        try {
            route(exchange);
        } catch (ApiFailure e) {
            send(exchange, e.code(), e.status());
        } catch (JsonException | YamlException e) {
            ApiFailure failure = ApiFailure.badRequest("the body cannot be parsed: " + e.getMessage());
            send(exchange, failure.code(), failure.status());
        }
    }

    private static void send(Exchange exchange, int status, Map<String, Object> body) throws IOException {
        exchange.send(status, "application/json", Json.writeBytes(body));
    }

    private void route(Exchange exchange) throws IOException {
        List<String> path = exchange.path();
        if (path.size() == 1 && List.of("healthz", "livez", "readyz").contains(path.get(0))) {
            exchange.send(200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
            return;
        }
        Optional<Map<String, Object>> document = discovery.document(path);
        if (document.isPresent()) {
            send(exchange, 200, document.get());
            return;
        }
        Optional<Target> target = Target.of(path, objects.kinds());
        if (target.isEmpty()) {
            exchange.send(404, "text/plain; charset=utf-8", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (target.get().name().isEmpty()) {
            collection(exchange, target.get());
        } else {
            object(exchange, target.get());
        }
    }

    private void collection(Exchange exchange, Target target) throws IOException {
        Representation representation = Representation.of(exchange);
        switch (exchange.method()) {
            case "GET" -> {
                Predicate<Map<String, Object>> selector = selector(exchange);
                if (exchange.query("watch")
                        .filter(w -> w.equals("true") || w.equals("1"))
                        .isPresent()) {
                    new WatchStream(objects.store(), target, selector, representation).serve(exchange);
                } else {
                    send(exchange, 200, lists.list(exchange, target, selector, representation));
                }
            }
            case "POST" -> {
                Map<String, Object> body = body(exchange, target);
                Map<String, Object> created =
                        objects.create(target.kind(), target.namespace(), body, write(exchange, target));
                send(exchange, 201, representation.of(target.kind(), created));
            }
            case "DELETE" -> {
                Predicate<Map<String, Object>> selector = selector(exchange);
                Deletion deletion = deletion(exchange);
                List<Map<String, Object>> all = objects.list(target.kind().resource(), target.namespace()).stream()
                        .filter(selector)
                        .toList();
                for (Map<String, Object> object : all) {
                    objects.delete(
                            target.kind(),
                            Tree.string(object, "metadata", "namespace").orElse(""),
                            Tree.string(object, "metadata", "name").orElse(""),
                            deletion);
                }
                send(exchange, 200, representation.list(target.kind(), all, Map.of()));
            }
            default -> throw methodNotAllowed();
        }
    }

    private void object(Exchange exchange, Target target) throws IOException {
        Kind kind = target.kind();
        boolean log = kind.resource().equals("pods") && target.subresource().equals("log");
        boolean status = target.subresource().equals("status") && kind.hasStatus();
        if (log && exchange.method().equals("GET")) {
            logs.serve(exchange, objects.require(kind, target.namespace(), target.name()));
            return;
        }
        if (!target.subresource().isEmpty() && !status) {
            throw ApiFailure.of(404, "NotFound", "the server could not find the requested resource");
        }
        Representation representation = Representation.of(exchange);
        switch (exchange.method()) {
            case "GET" -> {
                Map<String, Object> object = objects.require(kind, target.namespace(), target.name());
                send(exchange, 200, representation.of(kind, object));
            }
            case "PUT" -> {
                Map<String, Object> body = body(exchange, target);
                Map<String, Object> updated =
                        objects.update(kind, target.namespace(), target.name(), body, write(exchange, target));
                send(exchange, 200, representation.of(kind, updated));
            }
            case "PATCH" -> patch(exchange, target, representation);
            case "DELETE" -> delete(exchange, target, representation);
            default -> throw methodNotAllowed();
        }
    }

    private void patch(Exchange exchange, Target target, Representation representation) throws IOException {
        Kind kind = target.kind();
        boolean existed =
                objects.get(kind.resource(), target.namespace(), target.name()).isPresent();
        Map<String, Object> patched = switch (exchange.contentType()) {
            case "application/apply-patch+yaml", "application/apply-patch+json" -> apply(exchange, target);
            case "application/merge-patch+json" -> {
                Map<String, Object> patch = Tree.map(read(exchange));
                yield edit(exchange, target, live -> Patches.merge(live, patch));
            }
            case "application/json-patch+json" -> {
                List<Object> operations = Tree.list(read(exchange));
                yield edit(exchange, target, live -> Patches.json(live, operations));
            }
            default ->
                throw ApiFailure.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json,"
                                + " application/apply-patch+yaml");
        };
        send(exchange, existed ? 200 : 201, representation.of(kind, patched));
    }

    private Map<String, Object> edit(
            Exchange exchange, Target target, java.util.function.UnaryOperator<Map<String, Object>> change) {
        return objects.edit(target.kind(), target.namespace(), target.name(), change, write(exchange, target));
    }

    private Map<String, Object> apply(Exchange exchange, Target target) throws IOException {
        if (exchange.query("fieldManager").orElse("").isEmpty()) {
            throw ApiFailure.of(
                    422,
                    "Invalid",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        Map<String, Object> body = Nulls.removed(body(exchange, target));
        Tree.mapForWriting(body, "metadata").put("name", target.name());
        boolean force = exchange.query("force").filter("true"::equals).isPresent();
        return objects.apply(target.kind(), target.namespace(), target.name(), body, force, write(exchange, target));
    }

    private void delete(Exchange exchange, Target target, Representation representation) throws IOException {
        Kind kind = target.kind();
        Map<String, Object> before = objects.require(kind, target.namespace(), target.name());
        Optional<Map<String, Object>> left =
                objects.delete(kind, target.namespace(), target.name(), deletion(exchange));
        if (left.isPresent()) {
            send(exchange, 200, representation.of(kind, left.get()));
            return;
        }
        Map<String, Object> details = new java.util.LinkedHashMap<>();
        details.put("name", target.name());
        if (!kind.group().isEmpty()) {
            details.put("group", kind.group());
        }
        details.put("kind", kind.plural());
        details.put("uid", Tree.string(before, "metadata", "uid").orElse(""));
        Map<String, Object> status = new java.util.LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Success");
        status.put("details", details);
        send(exchange, 200, status);
    }

    private static Predicate<Map<String, Object>> selector(Exchange exchange) {
        return Selector.parse(
                exchange.query("labelSelector").orElse(""),
                exchange.query("fieldSelector").orElse(""));
    }

    private static Write write(Exchange exchange, Target target) {
        String agent = exchange.header("User-Agent");
        int slash = agent.indexOf('/');
        String manager = exchange.query("fieldManager").orElse(slash < 0 ? agent : agent.substring(0, slash));
        return new Write(
                manager.isEmpty() ? "unknown" : manager, target.subresource(), dryRun(exchange.queries("dryRun")));
    }

    private static boolean dryRun(List<String> values) {
        if (!values.stream().allMatch("All"::equals)) {
            throw ApiFailure.badRequest("dryRun: Unsupported value: supported values: \"All\"");
        }
        return !values.isEmpty();
    }

    private Deletion deletion(Exchange exchange) throws IOException {
        Object options = read(exchange);
        boolean dryRun = dryRun(exchange.queries("dryRun"))
                || Tree.list(options, "dryRun").contains("All");
        String propagation = exchange.query("propagationPolicy")
                .or(() -> Tree.string(options, "propagationPolicy"))
                .orElse("Background");
        Optional<Long> grace = exchange.query("gracePeriodSeconds")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .or(() -> Tree.integer(options, "gracePeriodSeconds"));
        return new Deletion(propagation, grace, Tree.string(options, "preconditions", "uid"), dryRun);
    }

    private static @Nullable Object read(Exchange exchange) throws IOException {
        byte[] bytes = exchange.body(BODY_LIMIT)
                .orElseThrow(() -> ApiFailure.of(413, "RequestEntityTooLarge", "limit is " + BODY_LIMIT));
        if (bytes.length == 0) {
            return null;
        }
        if (exchange.contentType().endsWith("protobuf")) {
            throw ApiFailure.of(415, "UnsupportedMediaType", "the sandbox reads JSON and YAML");
        }
        boolean yaml = exchange.contentType().endsWith("yaml") && bytes[0] != '{';
        if (!yaml) {
            return Json.read(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<YamlNode> document = Yaml.read(text, "body", Yaml.DuplicateKeys.REFUSED);
        return document.isEmpty() ? null : document.get().plain();
    }

    /** An object as the body, whose identity must be that of the path. */
    private static Map<String, Object> body(Exchange exchange, Target target) throws IOException {
        Map<String, Object> body = Tree.map(read(exchange));
        Kind kind = target.kind();
        if (body.isEmpty()) {
            throw ApiFailure.badRequest("the body is no object");
        }
        requireSame(kind.apiVersion(), Tree.string(body, "apiVersion"), "apiVersion");
        requireSame(kind.name(), Tree.string(body, "kind"), "kind");
        String name = Tree.string(body, "metadata", "name").orElse("");
        if (!target.name().isEmpty() && !name.isEmpty() && !name.equals(target.name())) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
        String namespace = Tree.string(body, "metadata", "namespace").orElse("");
        if (kind.namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        return body;
    }

    private static void requireSame(String served, Optional<String> given, String what) {
        if (given.isPresent() && !Objects.equals(given.get(), served)) {
            throw ApiFailure.badRequest("the " + what + " in the data (" + given.get()
                    + ") does not match the expected " + what + " (" + served + ")");
        }
    }

    private static ApiFailure methodNotAllowed() {
        return ApiFailure.of(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }
}
