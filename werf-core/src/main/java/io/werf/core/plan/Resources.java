package io.werf.core.plan;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import io.werf.core.error.Problems;
import io.werf.core.event.EventSink;
import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Turns rendered documents into objects. Pure: nothing here can reach a cluster. */
public final class Resources {

    private static final Set<String> MAY_REPEAT =
            Set.of("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration");

    private Resources() {}

    /**
     * Parses and checks a rendered chart: YAML, {@code apiVersion}, {@code kind}, names, annotations that steer the deploy,
     * duplicates. {@code List} kinds are taken apart.
     *
     * @param releaseNamespace where objects without a namespace go
     * @param events told about what was dropped
     * @param check a further check of each object, which throws what is wrong with it
     * @throws ResourceException if something cannot be deployed
     * @throws io.werf.core.error.SeveralProblemsException if more than one thing cannot
     */
    public static List<Resource> read(
            Manifest manifest, String releaseNamespace, EventSink events, Consumer<Resource> check) {
        Problems problems = new Problems();
        List<Resource> resources = new ArrayList<>();
        for (ManifestDocument document : manifest.documents()) {
            resources.addAll(new DocumentReader(document, events, problems).resources());
        }
        resources.forEach(resource -> problems.attempt(() -> check.accept(resource)));
        refuseReleaseNamespace(resources, releaseNamespace, problems);
        refuseDuplicates(resources, releaseNamespace, problems);
        if (problems.found().isEmpty()) { // else what is missing may be among what could not be read
            refuseUnknownDependencies(resources, releaseNamespace, problems);
        }
        problems.throwIfAny();
        return List.copyOf(resources);
    }

    /** {@link #read(Manifest, String, EventSink, Consumer)} without a further check. */
    public static List<Resource> read(Manifest manifest, String releaseNamespace, EventSink events) {
        return read(manifest, releaseNamespace, events, resource -> {});
    }

    /**
     * Sees to it that every rendered document is a YAML map, as Helm does before it prints them, and that annotations which steer
     * a deploy have values that they can have. Whether the maps are objects is not asked.
     *
     * @param check a further check of what is an object, which throws what is wrong with it
     * @throws ResourceException at the first document that is no map, or if the value of one annotation is wrong
     * @throws io.werf.core.error.SeveralProblemsException if those of several are
     */
    public static void requireMaps(Manifest manifest, Consumer<Resource> check) {
        Problems notAsked = new Problems();
        Problems problems = new Problems();
        for (ManifestDocument document : manifest.documents()) {
            new DocumentReader(document, EventSink.none(), notAsked, problems)
                    .resourcesAmongMaps()
                    .forEach(resource -> problems.attempt(() -> check.accept(resource)));
        }
        problems.throwIfAny();
    }

    /**
     * Parses the manifest of a release record, documents with {@code # Source:} lines. Places are those of the rendered
     * manifest then, since the record does not keep others.
     */
    public static List<Resource> readStored(String manifest) {
        Problems problems = new Problems();
        List<Resource> resources = new ArrayList<>();
        for (ManifestDocument document : storedDocuments(manifest)) {
            resources.addAll(new DocumentReader(document, EventSink.none(), problems).resources());
        }
        problems.throwIfAny();
        return List.copyOf(resources);
    }

    private static List<ManifestDocument> storedDocuments(String manifest) {
        List<ManifestDocument> documents = new ArrayList<>();
        String source = "release record";
        StringBuilder text = new StringBuilder();
        int line = 0;
        int start = 0;
        for (String next : (Iterable<String>) manifest.lines()::iterator) {
            line++;
            if (next.equals("---") || next.startsWith("--- ")) {
                documents.add(stored(source, start, text));
                text.setLength(0);
                start = line;
                // What follows the separator on its line belongs to the next document.
                text.append(next.substring(3).strip()).append('\n');
                start--;
            } else {
                if (next.startsWith("# Source: ")) {
                    source = next.substring("# Source: ".length()).strip();
                }
                text.append(next).append('\n');
            }
        }
        documents.add(stored(source, start, text));
        return documents;
    }

    private static ManifestDocument stored(String source, int lineOffset, StringBuilder text) {
        return new ManifestDocument(source, new Location(source, lineOffset + 1, 0), lineOffset, text.toString());
    }

    private static void refuseReleaseNamespace(List<Resource> resources, String namespace, Problems problems) {
        for (Resource resource : resources) {
            ResourceId id = resource.id();
            if (id.group().isEmpty()
                    && id.kind().equals("Namespace")
                    && id.name().equals(namespace)) {
                problems.add(new ResourceException(
                        "the chart contains Namespace/" + namespace + ", which is the namespace of the release itself",
                        resource.location(),
                        null));
            }
        }
    }

    /** Whether a chart may have several of that name. */
    static boolean mayRepeat(ResourceId id) {
        return MAY_REPEAT.contains(id.kind());
    }

    private static void refuseUnknownDependencies(List<Resource> resources, String namespace, Problems problems) {
        for (Resource resource : resources) {
            for (Dependency dependency : resource.policy().deployDependencies()) {
                if (resources.stream()
                        .noneMatch(other ->
                                !other.id().equals(resource.id()) && dependency.matches(other.id(), namespace))) {
                    problems.add(new ResourceException(
                            resource.id() + ": annotation " + dependency.annotation() + " is \""
                                    + resource.object().annotations().get(dependency.annotation())
                                    + "\", which is no other object of the chart",
                            resource.location(),
                            null));
                }
            }
        }
    }

    private static void refuseDuplicates(List<Resource> resources, String namespace, Problems problems) {
        Map<ResourceId, Resource> seen = new HashMap<>();
        for (Resource resource : resources) {
            ResourceId id = resource.id();
            ResourceId key = new ResourceId(
                    id.group(), "", id.kind(), id.namespace().isEmpty() ? namespace : id.namespace(), id.name());
            Resource before = seen.put(key, resource);
            if (before != null && !mayRepeat(id)) {
                problems.add(new ResourceException(
                        id.describe(namespace) + " is defined twice, first at " + before.location(),
                        resource.location(),
                        null));
            }
        }
    }

    /** Whether a release record of both would hold the same objects, apart from annotations that change nothing. */
    public static boolean areSame(List<Resource> resources, List<Resource> others) {
        return recorded(resources).equals(recorded(others));
    }

    private static Map<ResourceId, Map<String, Object>> recorded(List<Resource> resources) {
        return resources.stream()
                .filter(Resources::isRecorded)
                .collect(Collectors.toMap(Resource::id, resource -> Cleaned.of(resource.body()), (a, b) -> b));
    }

    private static boolean isRecorded(Resource resource) {
        return !resource.policy().isHook() && !resource.isStandalone();
    }

    /** The rendered documents that a release record keeps as its manifest: neither hooks nor {@code crds/}. */
    public static String storedManifest(List<Resource> resources) {
        return new Manifest(
                        "",
                        Map.of(),
                        Map.of(),
                        resources.stream()
                                .filter(Resources::isRecorded)
                                .map(Resource::document)
                                .distinct()
                                .collect(Collectors.toList()),
                        "")
                .text();
    }
}
