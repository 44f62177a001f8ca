package io.werf.core.plan;

import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.Problems;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the objects of one rendered document. */
final class DocumentReader {

    private final ManifestDocument document;
    private final EventSink events;
    private final String label;
    private final Places places;
    private final Problems problems;
    private final Problems ofAnnotations;

    /**
     * @param events told about what was dropped
     * @param problems gets what is wrong with the objects
     */
    DocumentReader(ManifestDocument document, EventSink events, Problems problems) {
        this(document, events, problems, problems);
    }

    /** @param ofAnnotations gets what is wrong with annotations that steer a deploy */
    DocumentReader(ManifestDocument document, EventSink events, Problems problems, Problems ofAnnotations) {
        this.ofAnnotations = ofAnnotations;
        this.document = document;
        this.events = events;
        this.problems = problems;
        this.places = new Places(document);
        // Line numbers are those of the rendered text: only where it begins at the same line are they likely the
        // file's.
        this.label = document.location().line() == document.lineOffset() + 1
                ? document.location().file()
                : document.location().file() + " (rendered)";
    }

    /** What can be read as objects. */
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        problems.attempt(() -> nodes().forEach(node -> read(node, resources)));
        return resources;
    }

    /**
     * Sees to it that it is YAML and a map, whatever that map may be, and reads what is an object.
     *
     * @throws ResourceException if it is no map
     */
    List<Resource> resourcesAmongMaps() {
        List<YamlNode> nodes = nodes();
        nodes.forEach(this::map);
        List<Resource> resources = new ArrayList<>();
        nodes.forEach(node -> read(node, resources));
        return resources;
    }

    private List<YamlNode> nodes() {
        try {
            return Yaml.readAll(document.finishedText(), label, document.lineOffset(), Yaml.DuplicateKeys.LAST_WINS);
        } catch (YamlException e) {
            throw notYaml(e);
        }
    }

    private MapNode map(YamlNode node) {
        if (node instanceof MapNode map) {
            return map;
        }
        throw error("a Kubernetes object is a map; this is " + node.kind(), node);
    }

    private ResourceException notYaml(YamlException e) {
        Optional<Excerpt> excerpt = e.excerpt();
        String message = Objects.requireNonNullElse(e.getMessage(), "not valid YAML");
        String prefix = excerpt.map(at -> at.location() + ": ").orElse("");
        String problem = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        String full = "the document rendered from " + document.location() + " cannot be read: " + problem;
        return excerpt.map(at -> places.error(full, at, e))
                .orElseGet(() -> new ResourceException(full, document.location(), e));
    }

    private void read(YamlNode node, List<Resource> into) {
        problems.attempt(() -> read(map(node), into));
    }

    private void read(MapNode map, List<Resource> into) {
        if (map.get("items") instanceof ListNode items
                && text(map, "kind").endsWith("List")
                && !(map.get("metadata") instanceof MapNode metadata && metadata.get("name") != null)) {
            items.items().forEach(item -> read(item, into));
        } else {
            into.add(resource(map));
        }
    }

    private Resource resource(MapNode node) {
        String apiVersion = required(node, "apiVersion");
        String kind = required(node, "kind");
        YamlNode metadataNode = node.get("metadata");
        if (!(metadataNode instanceof MapNode metadata)) {
            throw error(kind + " has no metadata", metadataNode == null ? node : metadataNode);
        }
        if (metadata.get("name") == null && metadata.get("generateName") != null) {
            throw error(
                    kind + " has metadata.generateName; an object of a release needs a fixed metadata.name",
                    Objects.requireNonNull(metadata.get("generateName")));
        }
        String name = required(metadata, "name", kind + " has no metadata.name", metadata);
        String namespace = metadata.get("namespace") == null ? "" : optional(metadata, "namespace");
        int slash = apiVersion.indexOf('/');
        if (apiVersion.indexOf('/', slash + 1) > 0 || slash == 0 || slash == apiVersion.length() - 1) {
            throw error("\"" + apiVersion + "\" is no apiVersion", Objects.requireNonNull(node.get("apiVersion")));
        }
        Names.problem(kind, apiVersion, name)
                .ifPresent(problem -> problems.add(error(problem, Objects.requireNonNull(metadata.get("name")))));
        if (!namespace.isEmpty()) {
            Names.labelProblem("the namespace", namespace)
                    .ifPresent(
                            problem -> problems.add(error(problem, Objects.requireNonNull(metadata.get("namespace")))));
        }
        Map<String, Object> body = body(node, kind, name);
        ResourceId id = new KubeObject(body).id();
        Location location = inTemplate(node.location());
        Policy policy = PolicyReader.read(
                body,
                kind,
                Resource.isStandalone(document),
                ofAnnotations,
                (key, message) -> error(kind + "/" + name + ": " + message, annotation(metadata, key)));
        return new Resource(id, body, location, policy, document);
    }

    private static YamlNode annotation(MapNode metadata, String key) {
        YamlNode value = metadata.get("annotations") instanceof MapNode annotations ? annotations.get(key) : null;
        return value == null ? metadata : value;
    }

    private Map<String, Object> body(MapNode node, String kind, String name) {
        Map<String, Object> body = withoutNulls(node.plain());
        Map<String, Object> metadata = Tree.mapForWriting(body, "metadata");
        for (String field : List.of("annotations", "labels")) {
            keepStrings(metadata, field, kind + "/" + name);
        }
        Tree.map(metadata, "annotations")
                .keySet()
                .forEach(key -> KnownAnnotations.problem(key).ifPresent(problem -> warn(kind + "/" + name, problem)));
        // They would make the API server refuse the apply, and mean nothing in a chart.
        List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation", "selfLink")
                .forEach(metadata::remove);
        if (kind.equals("Secret") && body.get("stringData") instanceof Map<?, ?>) {
            encodeStringData(body);
        }
        ApplyForm.complete(body);
        return body;
    }

    private void keepStrings(Map<String, Object> metadata, String field, String object) {
        if (!(metadata.get(field) instanceof Map<?, ?>)) {
            metadata.remove(field);
            return;
        }
        Map<String, Object> kept = new LinkedHashMap<>(Tree.map(metadata, field));
        kept.entrySet().removeIf(entry -> {
            boolean dropped = !(entry.getValue() instanceof String);
            if (dropped) {
                warn(
                        object,
                        "metadata." + field + "." + entry.getKey() + " is no string and was dropped; quote its value");
            }
            return dropped;
        });
        metadata.put(field, kept);
    }

    private void warn(String object, String problem) {
        events.accept(new Event.Warning(document.location().file() + ": " + object + ": " + problem));
    }

    /** As the API server would, so that the manifest can be compared with the live object. */
    private static void encodeStringData(Map<String, Object> body) {
        Map<String, Object> strings = Tree.map(body, "stringData");
        Map<String, Object> data = Tree.mapForWriting(body, "data");
        strings.forEach((key, value) -> data.put(
                key, Base64.getEncoder().encodeToString(String.valueOf(value).getBytes(StandardCharsets.UTF_8))));
        body.remove("stringData");
    }

    /** A key with null is an absent key, as kubectl and Helm see it. */
    private static Map<String, Object> withoutNulls(Map<String, Object> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                result.put(key, withoutNulls(value));
            }
        });
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Object withoutNulls(Object node) {
        if (node instanceof Map<?, ?> map) {
            return withoutNulls((Map<String, Object>) map);
        }
        if (node instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                if (item != null) {
                    items.add(withoutNulls(item));
                }
            }
            return items;
        }
        return node;
    }

    private String required(MapNode node, String key) {
        return required(node, key, "not a Kubernetes object: it has no " + key, node);
    }

    private String required(MapNode node, String key, String missing, YamlNode at) {
        if (node.get(key) == null) {
            throw error(missing, at);
        }
        return optional(node, key);
    }

    private String optional(MapNode node, String key) {
        YamlNode value = Objects.requireNonNull(node.get(key));
        if (value.plain() instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw error(key + " must be a string that is not empty; it is " + value.kind(), value);
    }

    private static String text(MapNode node, String key) {
        YamlNode value = node.get(key);
        return value != null && value.plain() instanceof String text ? text : "";
    }

    private ResourceException error(String message, YamlNode at) {
        return places.error(message, places.rendered(label, at.location()), null);
    }

    /** Objects after the first of a document begin where their first line was made, as far as one can know. */
    private Location inTemplate(Location rendered) {
        int line = document.location().line() + rendered.line() - document.lineOffset() - 1;
        return document.origin(rendered.line(), 0)
                .flatMap(origin -> origin.in(document.location().file()))
                .orElseGet(() -> new Location(document.location().file(), Math.max(1, line), 0));
    }
}
