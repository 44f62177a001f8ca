package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.apply.ApplyConflict;
import io.werf.core.sandbox.apply.FieldManagement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The objects of the cluster and the verbs on them, with Kubernetes' rules of writing. Thread-safe. */
public final class ApiObjects {

    private static final List<String> SYSTEM_METADATA = List.of(
            "name",
            "namespace",
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");
    private static final Set<String> CLUSTER_NAMESPACES = Set.of("default", "kube-system", "kube-public");

    private final Store store = new Store();
    private final Kinds kinds = new Kinds();
    private final Defaults defaults = new Defaults();
    private final Clock clock;
    private long names;

    /** A cluster with the namespaces that every cluster has. */
    public ApiObjects(Clock clock) {
        this.clock = clock;
        Kind namespace = kind("namespaces");
        for (String name : CLUSTER_NAMESPACES) {
            create(namespace, "", Map.of("metadata", Map.of("name", name)), Write.by("kube-apiserver"));
        }
    }

    /** The kinds that are served. */
    public Kinds kinds() {
        return kinds;
    }

    Store store() {
        return store;
    }

    /** Calls a listener on every write, under the lock; closing the result ends it. */
    public AutoCloseable listen(Consumer<Change> listener) {
        return store.listen(listener);
    }

    /** Now, as timestamps of objects have it. */
    public String now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A kind that is surely served. */
    public Kind kind(String resource) {
        return kinds.byResource(resource).orElseThrow(() -> new IllegalArgumentException("no kind " + resource));
    }

    /** The object, which must not be changed. */
    public Optional<Map<String, Object>> get(String resource, String namespace, String name) {
        return store.get(resource, namespace, name);
    }

    /** The objects of a namespace, or of all for {@code ""}; they must not be changed. */
    public List<Map<String, Object>> list(String resource, String namespace) {
        return store.list(resource, namespace);
    }

    Map<String, Object> require(Kind kind, String namespace, String name) {
        return get(kind.resource(), namespace, name).orElseThrow(() -> ApiFailure.notFound(kind, name));
    }

    /** Creates an object. */
    public Map<String, Object> create(Kind kind, String namespace, Map<String, Object> body, Write write) {
        synchronized (store) {
            Map<String, Object> object = Tree.copy(body);
            Map<String, Object> metadata = Tree.mapForWriting(object, "metadata");
            String generateName = Tree.string(metadata, "generateName").orElse("");
            if (Tree.string(metadata, "name").orElse("").isEmpty() && !generateName.isEmpty()) {
                metadata.put("name", generateName + suffix());
            }
            String name = Tree.string(metadata, "name").orElse("");
            requireNamespace(kind, namespace, name);
            if (get(kind.resource(), namespace, name).isPresent()) {
                throw ApiFailure.alreadyExists(kind, name);
            }
            if (metadata.get("resourceVersion") != null) {
                throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
            }
            metadata.remove("managedFields");
            return persist(kind, namespace, Optional.empty(), object, write, true);
        }
    }

    // Five letters as Kubernetes appends, but in a fixed sequence: the sandbox is deterministic.
    private String suffix() {
        String alphabet = "bcdfghjklmnpqrstvwxz2456789";
        long n = ++names * 7_368_787L;
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++, n /= alphabet.length()) {
            suffix.append(alphabet.charAt((int) (n % alphabet.length())));
        }
        return suffix.toString();
    }

    private void requireNamespace(Kind kind, String namespace, String name) {
        if (!kind.namespaced()) {
            return;
        }
        Map<String, Object> found = require(kind("namespaces"), "", namespace);
        if (Tree.get(found, "metadata", "deletionTimestamp") != null) {
            throw ApiFailure.forbidden(
                    kind,
                    name,
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    /** Replaces an object. */
    public Map<String, Object> update(Kind kind, String namespace, String name, Map<String, Object> body, Write write) {
        return edit(kind, namespace, name, live -> Tree.copy(body), write);
    }

    /** Changes an object: {@code change} gets a copy of it and gives the new one. */
    public Map<String, Object> edit(
            Kind kind, String namespace, String name, UnaryOperator<Map<String, Object>> change, Write write) {
        synchronized (store) {
            Map<String, Object> old = require(kind, namespace, name);
            Map<String, Object> object = change.apply(Tree.copy(old));
            requireFresh(kind, name, old, object);
            requireUid(kind, name, old, Tree.string(object, "metadata", "uid"));
            return persist(kind, namespace, Optional.of(old), object, write, true);
        }
    }

    private static void requireFresh(Kind kind, String name, Map<String, Object> old, Map<String, Object> object) {
        String version = Tree.string(object, "metadata", "resourceVersion").orElse("");
        if (!version.isEmpty()
                && !version.equals(
                        Tree.string(old, "metadata", "resourceVersion").orElse(""))) {
            throw ApiFailure.stale(kind, name);
        }
    }

    private static void requireUid(Kind kind, String name, Map<String, Object> old, Optional<String> uid) {
        if (uid.isPresent() && !uid.get().isEmpty() && !uid.equals(Tree.string(old, "metadata", "uid"))) {
            throw ApiFailure.stale(kind, name);
        }
    }

    /** Server-side apply. */
    Map<String, Object> apply(
            Kind kind, String namespace, String name, Map<String, Object> applied, boolean force, Write write) {
        synchronized (store) {
            Optional<Map<String, Object>> old = get(kind.resource(), namespace, name);
            if (old.isEmpty()) {
                requireNamespace(kind, namespace, name);
            } else {
                requireFresh(kind, name, old.get(), applied);
            }
            try {
                return persist(kind, namespace, old, management(kind, write).apply(old, applied, force), write, false);
            } catch (ApplyConflict e) {
                throw ApiFailure.conflict(e);
            }
        }
    }

    private FieldManagement management(Kind kind, Write write) {
        return new FieldManagement(write.manager(), kind.apiVersion(), write.subresource(), now(), kind.structure());
    }

    private Map<String, Object> persist(
            Kind kind,
            String namespace,
            Optional<Map<String, Object>> old,
            Map<String, Object> object,
            Write write,
            boolean update) {
        Map<String, Object> next = ordered(kind, object);
        keepSystemFields(kind, namespace, old, next);
        keepOtherHalf(kind, old, next, write);
        defaults.apply(kind, next);
        Validation.check(kind, old, next);
        if (kind.resource().startsWith("customresourcedefinitions.")) {
            Definitions.establish(next, now());
        }
        if (update) {
            management(kind, write).recordUpdate(old, next);
        }
        count(kind, old, next);
        if (old.isPresent() && comparable(old.get()).equals(comparable(next))) {
            return old.get();
        }
        if (write.dryRun()) {
            return next;
        }
        boolean finished = Tree.get(next, "metadata", "deletionTimestamp") != null
                && Tree.list(next, "metadata", "finalizers").isEmpty()
                && !kind.resource().equals("pods")
                && Tree.list(next, "spec", "finalizers").isEmpty();
        if (finished) {
            store.remove(kind.resource(), next);
        } else {
            store.put(kind.resource(), next);
        }
        afterWrite(kind, old.isEmpty(), next);
        return next;
    }

    private static Map<String, Object> ordered(Kind kind, Map<String, Object> object) {
        Map<String, Object> next = new LinkedHashMap<>();
        next.put("apiVersion", kind.apiVersion());
        next.put("kind", kind.name());
        next.put("metadata", Tree.mapForWriting(object, "metadata"));
        object.forEach(next::putIfAbsent);
        return next;
    }

    private void keepSystemFields(
            Kind kind, String namespace, Optional<Map<String, Object>> old, Map<String, Object> next) {
        Map<String, Object> metadata = Tree.mapForWriting(next, "metadata");
        if (old.isPresent()) {
            Map<String, Object> before = Tree.map(old.get(), "metadata");
            for (String field : SYSTEM_METADATA) {
                Object value = before.get(field);
                if (value == null) {
                    metadata.remove(field);
                } else {
                    metadata.put(field, value);
                }
            }
            return;
        }
        metadata.remove("resourceVersion");
        metadata.remove("deletionTimestamp");
        metadata.remove("generation");
        if (kind.namespaced()) {
            metadata.put("namespace", namespace);
        } else {
            metadata.remove("namespace");
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
    }

    /** A write of the object leaves its status alone; a write of the status leaves everything else alone. */
    private static void keepOtherHalf(
            Kind kind, Optional<Map<String, Object>> old, Map<String, Object> next, Write write) {
        if (write.subresource().equals("status")) {
            Object status = next.get("status");
            Object managed = Tree.get(next, "metadata", "managedFields");
            next.clear();
            next.putAll(Tree.copy(old.orElseThrow()));
            next.put("status", status == null ? new LinkedHashMap<String, Object>() : status);
            if (managed != null) {
                Tree.mapForWriting(next, "metadata").put("managedFields", managed);
            }
        } else if (kind.hasStatus()) {
            Object status = old.map(o -> o.get("status")).orElse(null);
            if (status == null) {
                next.remove("status");
            } else {
                next.put("status", Tree.copy(status));
            }
        }
    }

    private static void count(Kind kind, Optional<Map<String, Object>> old, Map<String, Object> next) {
        if (!kind.hasGeneration()) {
            return;
        }
        long before =
                old.flatMap(o -> Tree.integer(o, "metadata", "generation")).orElse(0L);
        boolean changed = old.isEmpty() || !specification(old.get()).equals(specification(next));
        Tree.mapForWriting(next, "metadata").put("generation", changed ? before + 1 : before);
    }

    private static Map<String, Object> specification(Map<String, Object> object) {
        Map<String, Object> specification = new LinkedHashMap<>(object);
        specification.keySet().removeAll(Set.of("apiVersion", "kind", "metadata", "status"));
        return specification;
    }

    private static Map<String, Object> comparable(Map<String, Object> object) {
        Map<String, Object> copy = Tree.copy(object);
        Map<String, Object> metadata = Tree.mapForWriting(copy, "metadata");
        metadata.remove("resourceVersion");
        List<Object> managers = new ArrayList<>(Tree.list(metadata, "managedFields"));
        managers.forEach(manager -> Tree.map(manager).remove("time"));
        metadata.put("managedFields", Set.copyOf(managers));
        return copy;
    }

    private void afterWrite(Kind kind, boolean created, Map<String, Object> object) {
        if (kind.resource().startsWith("customresourcedefinitions.")) {
            kinds.define(object);
        } else if (kind.resource().equals("namespaces") && created) {
            String name = Tree.string(object, "metadata", "name").orElse("");
            create(
                    kind("serviceaccounts"),
                    name,
                    Map.of("metadata", Map.of("name", "default")),
                    Write.by("kube-controller-manager"));
        }
    }

    /**
     * Deletes an object, or marks it as being deleted when finalizers or, for pods, the kubelet have to act first.
     *
     * @return the object as it stays, or empty when it is gone
     */
    public Optional<Map<String, Object>> delete(Kind kind, String namespace, String name, Deletion deletion) {
        synchronized (store) {
            Map<String, Object> old = require(kind, namespace, name);
            requireUid(kind, name, old, deletion.uid());
            if (deletion.dryRun()) {
                return Optional.of(old);
            }
            Map<String, Object> marked = Tree.copy(old);
            Map<String, Object> metadata = Tree.mapForWriting(marked, "metadata");
            List<Object> finalizers = new ArrayList<>(Tree.list(metadata, "finalizers"));
            String uid = Tree.string(metadata, "uid").orElse("");
            switch (deletion.propagation()) {
                case "Orphan" -> Owners.orphan(this, uid);
                case "Foreground" -> {
                    if (!finalizers.contains("foregroundDeletion")
                            && !Owners.dependents(this, uid).isEmpty()) {
                        finalizers.add("foregroundDeletion");
                    }
                }
                default -> finalizers.remove("foregroundDeletion");
            }
            boolean graceful =
                    kind.resource().equals("pods") && deletion.graceSeconds().orElse(30L) > 0;
            boolean waits = !finalizers.isEmpty() || graceful || kind.resource().equals("namespaces");
            if (!waits) {
                remove(kind, old);
                return Optional.empty();
            }
            if (!finalizers.isEmpty()) {
                metadata.put("finalizers", finalizers);
            }
            metadata.putIfAbsent("deletionTimestamp", now());
            metadata.putIfAbsent(
                    "deletionGracePeriodSeconds", deletion.graceSeconds().orElse(graceful ? 30L : 0L));
            if (kind.resource().equals("namespaces")) {
                Tree.mapForWriting(marked, "status").put("phase", "Terminating");
            }
            if (marked.equals(old)) {
                return Optional.of(old);
            }
            store.put(kind.resource(), marked);
            return Optional.of(marked);
        }
    }

    private void remove(Kind kind, Map<String, Object> object) {
        if (kind.resource().startsWith("customresourcedefinitions.")) {
            String name = Tree.string(object, "metadata", "name").orElse("");
            List.copyOf(store.list(name, "")).forEach(resource -> store.remove(name, resource));
            kinds.undefine(name);
        }
        store.remove(kind.resource(), object);
    }

    /** Takes an object away that was marked as being deleted and has nothing left to wait for. */
    public void finish(String resource, Map<String, Object> object) {
        synchronized (store) {
            Optional<Map<String, Object>> live = get(
                    resource,
                    Tree.string(object, "metadata", "namespace").orElse(""),
                    Tree.string(object, "metadata", "name").orElse(""));
            boolean same = live.isPresent()
                    && Objects.equals(Tree.get(live.get(), "metadata", "uid"), Tree.get(object, "metadata", "uid"));
            if (same && Tree.list(live.get(), "metadata", "finalizers").isEmpty()) {
                remove(kind(resource), live.get());
            }
        }
    }
}
