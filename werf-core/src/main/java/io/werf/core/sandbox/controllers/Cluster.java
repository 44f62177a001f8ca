package io.werf.core.sandbox.controllers;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.Deletion;
import io.werf.core.sandbox.api.Owners;
import io.werf.core.sandbox.api.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What every controller needs of the API. */
record Cluster(ApiObjects objects) {

    private static final String MANAGER = "kube-controller-manager";
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    static String name(Map<String, Object> object) {
        return Tree.string(object, "metadata", "name").orElse("");
    }

    static String namespace(Map<String, Object> object) {
        return Tree.string(object, "metadata", "namespace").orElse("");
    }

    static String uid(Map<String, Object> object) {
        return Tree.string(object, "metadata", "uid").orElse("");
    }

    static boolean isTerminating(Map<String, Object> object) {
        return Tree.get(object, "metadata", "deletionTimestamp") != null;
    }

    static long number(Map<String, Object> object, String... path) {
        return Tree.integer(object, path).orElse(0L);
    }

    static Map<String, Object> map(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                map.put(String.valueOf(pairs[i]), value);
            }
        }
        return map;
    }

    /** A short name for a pod template, equal for equal templates. */
    static String hash(Map<String, Object> template) {
        CRC32 crc = new CRC32();
        crc.update(Json.write(template).getBytes(StandardCharsets.UTF_8));
        StringBuilder hash = new StringBuilder();
        for (long n = crc.getValue() + (1L << 44); hash.length() < 9; n /= ALPHABET.length()) {
            hash.append(ALPHABET.charAt((int) (n % ALPHABET.length())));
        }
        return hash.toString();
    }

    /** The objects that {@code owner} controls. */
    List<Map<String, Object>> children(String resource, Map<String, Object> owner) {
        return objects.list(resource, namespace(owner)).stream()
                .filter(object -> Owners.owners(object).contains(uid(owner)))
                .toList();
    }

    /** Its pods that are neither finished nor going. */
    List<Map<String, Object>> activePods(Map<String, Object> owner) {
        return children("pods", owner).stream()
                .filter(pod -> !isTerminating(pod))
                .filter(pod -> !List.of("Failed", "Succeeded")
                        .contains(Tree.string(pod, "status", "phase").orElse("")))
                .toList();
    }

    static boolean isReady(Map<String, Object> pod) {
        return Tree.list(pod, "status", "conditions").stream()
                .anyMatch(c -> "Ready".equals(Tree.get(c, "type")) && "True".equals(Tree.get(c, "status")));
    }

    static long ready(List<Map<String, Object>> pods) {
        return pods.stream().filter(Cluster::isReady).count();
    }

    /** Creates an object that {@code owner} controls. */
    Map<String, Object> createOwned(String resource, Map<String, Object> owner, Map<String, Object> object) {
        Map<String, Object> metadata = Tree.mapForWriting(object, "metadata");
        metadata.put(
                "ownerReferences",
                new ArrayList<>(List.of(map(
                        "apiVersion", owner.get("apiVersion"),
                        "kind", owner.get("kind"),
                        "name", name(owner),
                        "uid", uid(owner),
                        "controller", true,
                        "blockOwnerDeletion", true))));
        return objects.create(objects.kind(resource), namespace(owner), object, Write.by(MANAGER));
    }

    /** Creates a pod of a workload; {@code name} ends in a dash when the server shall complete it. */
    void createPod(Map<String, Object> owner, String name, Map<String, Object> labels) {
        Map<String, Object> pod = Tree.copy(Tree.map(owner, "spec", "template"));
        Map<String, Object> metadata = Tree.mapForWriting(pod, "metadata");
        metadata.keySet().retainAll(List.of("labels", "annotations", "finalizers"));
        metadata.put(name.endsWith("-") ? "generateName" : "name", name);
        Tree.mapForWriting(metadata, "labels").putAll(labels);
        createOwned("pods", owner, pod);
    }

    void delete(String resource, Map<String, Object> object) {
        objects.delete(objects.kind(resource), namespace(object), name(object), Deletion.BACKGROUND);
    }

    /** Changes an object's specification or metadata in place. */
    void edit(String resource, Map<String, Object> object, Consumer<Map<String, Object>> change) {
        write(resource, object, change, Write.by(MANAGER));
    }

    /** Changes an object's status in place. */
    void status(String resource, Map<String, Object> object, Consumer<Map<String, Object>> change) {
        write(resource, object, live -> change.accept(Tree.mapForWriting(live, "status")), Write.statusBy(MANAGER));
    }

    private void write(String resource, Map<String, Object> object, Consumer<Map<String, Object>> change, Write write) {
        objects.edit(
                objects.kind(resource),
                namespace(object),
                name(object),
                live -> {
                    change.accept(live);
                    return live;
                },
                write);
    }

    /** Sets a condition of a status; its transition time changes only with its state. */
    void condition(Map<String, Object> status, String type, boolean state, String reason, String message) {
        List<Object> conditions = new ArrayList<>(Tree.list(status, "conditions"));
        Optional<Object> old = conditions.stream()
                .filter(c -> type.equals(Tree.get(c, "type")))
                .findFirst();
        String value = state ? "True" : "False";
        Map<String, Object> condition = map("type", type, "status", value);
        String since = old.filter(c -> value.equals(Tree.get(c, "status")))
                .flatMap(c -> Tree.string(c, "lastTransitionTime"))
                .orElse(objects.now());
        condition.put("lastTransitionTime", since);
        if (!reason.isEmpty()) {
            condition.put("reason", reason);
            condition.put("message", message);
        }
        int index = old.map(conditions::indexOf).orElse(conditions.size());
        if (index < conditions.size()) {
            conditions.set(index, condition);
        } else {
            conditions.add(condition);
        }
        status.put("conditions", conditions);
    }

    /** Records an event about an object. */
    void event(Map<String, Object> about, String component, String type, String reason, String message) {
        String now = objects.now();
        Map<String, Object> event = map(
                "metadata", map("generateName", name(about) + "."),
                "involvedObject",
                        map(
                                "kind", about.get("kind"),
                                "namespace", namespace(about),
                                "name", name(about),
                                "uid", uid(about),
                                "apiVersion", about.get("apiVersion"),
                                "resourceVersion",
                                        Tree.string(about, "metadata", "resourceVersion")
                                                .orElse("")),
                "reason", reason,
                "message", message,
                "source", map("component", component),
                "firstTimestamp", now,
                "lastTimestamp", now,
                "count", 1L,
                "type", type,
                "reportingComponent", component,
                "reportingInstance", "");
        objects.create(objects.kind("events"), namespace(about), event, Write.by(component));
    }
}
