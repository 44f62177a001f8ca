package io.werf.core.plan;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.error.Problems;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks all objects of a rendered chart without a cluster and gives everything that is wrong at once. */
public final class Linter {

    private final String namespace;
    private final ImageCheck images;
    private final Collection<Consumer<Resource>> checks;
    private final Collection<Finding> findings = new TreeSet<>();
    private final Map<ResourceId, Resource> seen = new HashMap<>();

    private Linter(String namespace, ImageCheck images, Collection<Consumer<Resource>> checks) {
        this.namespace = namespace;
        this.images = images;
        this.checks = List.copyOf(checks);
    }

    /**
     * Checks a rendered chart.
     *
     * @param namespace of the release
     * @param images full name by name in {@code werf.yaml}
     * @param checks further checks of each object, which throw what is wrong with it
     * @return in the order of files and lines
     */
    public static List<Finding> lint(
            Manifest manifest, String namespace, Map<String, String> images, Collection<Consumer<Resource>> checks) {
        Linter linter = new Linter(namespace, new ImageCheck(images), checks);
        manifest.documents().forEach(linter::document);
        return List.copyOf(linter.findings);
    }

    private void document(ManifestDocument document) {
        Places places = new Places(document);
        String file = document.location().file();
        Problems problems = new Problems();
        new DocumentReader(document, EventSink.none(), problems).resources().forEach(this::resource);
        problems.found()
                .forEach(problem -> findings.add(
                        new Finding(Severity.ERROR, problem.excerpt().orElseThrow(), withoutPlace(problem))));
        List<YamlNode> nodes;
        try {
            nodes = Yaml.readAll(document.finishedText(), file, document.lineOffset(), Yaml.DuplicateKeys.LAST_WINS);
        } catch (YamlException alreadyFound) {
            return;
        }
        for (YamlNode node : nodes) {
            for (YamlNode object : node instanceof MapNode map && map.get("items") instanceof ListNode list
                    ? list.items()
                    : List.of(node)) {
                if (object instanceof MapNode map) {
                    new ObjectCheck(map, (severity, at, message) -> add(severity, places, file, at, message)).run();
                    images.check(map, (severity, at, message) -> add(severity, places, file, at, message));
                }
            }
        }
    }

    private void resource(Resource resource) {
        Problems problems = new Problems();
        checks.forEach(check -> problems.attempt(() -> check.accept(resource)));
        problems.found()
                .forEach(problem -> findings.add(new Finding(
                        Severity.ERROR,
                        problem.excerpt().orElseGet(() -> resource.excerpt(List.of())),
                        withoutPlace(problem))));
        ResourceId id = resource.id();
        ResourceId key = new ResourceId(
                id.group(), "", id.kind(), id.namespace().isEmpty() ? namespace : id.namespace(), id.name());
        Resource before = seen.putIfAbsent(key, resource);
        if (before != null && !Resources.mayRepeat(id)) {
            findings.add(new Finding(
                    Severity.ERROR,
                    resource.excerpt(List.of()),
                    id.describe(namespace) + " is defined twice, first at " + before.location()));
        }
    }

    private static String withoutPlace(WerfException e) {
        String message = String.valueOf(e.getMessage());
        String place = e.excerpt().map(at -> at.location() + ": ").orElse("");
        return message.startsWith(place) ? message.substring(place.length()) : message;
    }

    private void add(Severity severity, Places places, String file, YamlNode at, String message) {
        ResourceException placed = places.error(message, places.rendered(file, at.location()), null);
        findings.add(new Finding(severity, placed.excerpt().orElseThrow(), message));
    }

    /** Where checks of nodes report to. */
    @FunctionalInterface
    interface Report {
        void add(Severity severity, YamlNode at, String message);
    }

    static List<MapNode> maps(ListNode list) {
        List<MapNode> maps = new ArrayList<>();
        list.items().forEach(item -> {
            if (item instanceof MapNode map) {
                maps.add(map);
            }
        });
        return maps;
    }
}
