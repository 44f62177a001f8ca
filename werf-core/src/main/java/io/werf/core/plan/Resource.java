package io.werf.core.plan;

import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Tree;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One object of a chart, parsed and checked without a cluster.
 *
 * @param id names it; the namespace is {@code ""} where the manifest gives none
 * @param body as rendered, with {@code stringData} moved into {@code data}; must not be changed
 * @param location where it begins in its template
 * @param policy what its annotations say
 * @param document the rendered document that it was read from
 */
public record Resource(
        ResourceId id, Map<String, Object> body, Location location, Policy policy, ManifestDocument document) {

    /** Whether it defines custom resources. */
    public boolean isCrd() {
        return isCrd(id);
    }

    /** Whether it is the CRD of an object of that name. */
    boolean defines(ResourceId object) {
        return defines(object(), object);
    }

    /** Whether it is the CRD of an object of that name. */
    public static boolean defines(KubeObject definition, ResourceId object) {
        Map<String, Object> body = definition.body();
        return isCrd(definition.id())
                && object.group().equals(Tree.string(body, "spec", "group").orElse(""))
                && object.kind()
                        .equals(Tree.string(body, "spec", "names", "kind").orElse(""));
    }

    static boolean isCrd(ResourceId id) {
        return id.group().equals("apiextensions.k8s.io") && id.kind().equals("CustomResourceDefinition");
    }

    /** Whether it comes from a {@code crds/} directory; such objects belong to no release and are not in its record. */
    public boolean isStandalone() {
        return isStandalone(document);
    }

    /** Whether it comes from a {@code crds/} directory. */
    public static boolean isStandalone(ManifestDocument document) {
        String source = document.source();
        return source.contains("/crds/") && !source.contains("/templates/");
    }

    /** The stages in which a deploy of that kind applies it; none when it is for other events. */
    public Set<Stage> stages(DeployKind kind) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        if (policy.deployOn().contains("pre-" + kind.word())) {
            stages.add(Stage.PRE);
        }
        if (policy.deployOn().contains(kind.word())) {
            stages.add(Stage.MAIN);
        }
        if (policy.deployOn().contains("post-" + kind.word())) {
            stages.add(Stage.POST);
        }
        return (isCrd() || isNamespace()) && !stages.isEmpty() ? EnumSet.of(Stage.EARLY) : stages;
    }

    private boolean isNamespace() {
        return id.group().isEmpty() && id.kind().equals("Namespace");
    }

    /**
     * The lines of the template that say what the API server complains about.
     *
     * @param fields field paths as the server writes them, for example {@code spec.template.spec.containers[0].image}; the
     *     place of the object itself when none of them is in the manifest
     */
    public Excerpt excerpt(List<String> fields) {
        return new Places(document).of(id, fields, location);
    }

    /** The lines of the template that have an annotation. */
    public Excerpt annotation(String key) {
        return excerpt(List.of("metadata.annotations[" + key + "]"));
    }

    /** {@link #excerpt(List)} for a refusal: for the fields that it names, in its details or in its message. */
    public Excerpt excerpt(KubeApiException refused) {
        List<String> fields = new ArrayList<>(refused.fields());
        Complaint.all(refused).forEach(complaint -> fields.add(complaint.field()));
        return excerpt(fields);
    }

    /** The object as an API object. */
    public KubeObject object() {
        return new KubeObject(body);
    }
}
