package io.werf.core.plan;

import io.werf.core.chart.Manifest;
import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.plan.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the API server what it thinks of the objects of a chart, by dry runs of server-side apply: it knows every field and
 * type, refuses those that its schema does not have, and runs its admission. Nothing is written.
 */
public final class Validator {

    private static final String SOME_NAMESPACE = "default";

    /** How often an object is tried again without what its schema does not allow. */
    private static final int MOST_TRIES = 20;

    private final KubeClient kube;
    private final String namespace;
    private final List<Resource> resources;

    private Validator(KubeClient kube, String namespace, List<Resource> resources) {
        this.kube = kube;
        this.namespace = namespace;
        this.resources = resources;
    }

    /**
     * Everything that the server refuses, in the order of files and lines. Objects whose CRD comes with the chart cannot be
     * checked before that is there, and are not.
     *
     * @param namespace of the release; while it does not exist, or is one of the chart, objects are tried in {@code default}
     * @throws ResourceException if a document is no object
     * @throws io.werf.core.error.SeveralProblemsException if several are
     */
    public static List<Finding> validate(KubeClient kube, Manifest manifest, String namespace) {
        List<Resource> resources = Resources.read(manifest, namespace, EventSink.none());
        List<Finding> findings = new ArrayList<>();
        Validator validator = new Validator(kube, namespace, resources);
        for (Resource resource : resources) {
            if (resources.stream().noneMatch(crd -> crd.defines(resource.id()))) {
                findings.addAll(validator.problems(resource));
            }
        }
        return findings.stream().sorted().toList();
    }

    private List<Finding> problems(Resource resource) {
        try {
            return refused(resource, target(resource));
        } catch (UnknownKindException e) {
            return List.of(finding(resource, List.of("apiVersion"), message(e)));
        }
    }

    /**
     * The server stops at the first field that its schema does not have: the object is tried without it, to see the others. What
     * it says then of rules may come from what was left out, and does not count.
     */
    private List<Finding> refused(Resource resource, Map<String, Object> body) {
        List<Finding> findings = new ArrayList<>();
        boolean whole = true;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                kube.apply(new KubeObject(body), true);
                return findings;
            } catch (KubeApiException e) {
                if (e.isNotFound() && moveToSomeNamespace(body)) {
                    continue;
                }
                List<Complaint> complaints = complaints(resource, e);
                boolean less = false;
                for (Complaint complaint : complaints) {
                    if (whole || complaint.isOfSchema()) {
                        findings.add(finding(resource, List.of(complaint.field()), complaint.message()));
                    }
                    less |= complaint.isOfSchema() && complaint.removeFrom(body);
                }
                if (!less) {
                    return findings;
                }
                whole = false;
            }
        }
        return findings;
    }

    private static List<Complaint> complaints(Resource resource, KubeApiException e) {
        if (e.isImmutable()) {
            return List.of(); // what changes is right by itself; whether it may change is for the plan
        }
        return e.isNotFound()
                ? List.of(new Complaint("metadata.namespace", missingNamespace(resource, e)))
                : Complaint.all(e);
    }

    private static String missingNamespace(Resource resource, KubeApiException e) {
        String own = resource.id().namespace();
        return own.isEmpty()
                ? e.serverMessage()
                : "its namespace " + own + " does not exist; a deployment makes that of the release only. Make it,"
                        + " or add it to the chart";
    }

    private Map<String, Object> target(Resource resource) {
        Map<String, Object> body = new LinkedHashMap<>(Tree.copy(resource.body()));
        ResourceId id = resource.id();
        boolean namespaced = kube.resource(id.group(), id.version(), id.kind()).namespaced();
        if (namespaced && id.namespace().isEmpty()) {
            Tree.mapForWriting(body, "metadata").put("namespace", namespace);
        }
        return body;
    }

    /** Whether the namespace that is not there would be when the object is deployed; the object is moved to one that is there. */
    private boolean moveToSomeNamespace(Map<String, Object> body) {
        String wanted = Tree.string(body, "metadata", "namespace").orElse(SOME_NAMESPACE);
        boolean willExist = wanted.equals(namespace) || isMadeByChart(wanted);
        if (willExist && !wanted.equals(SOME_NAMESPACE)) {
            Tree.mapForWriting(body, "metadata").put("namespace", SOME_NAMESPACE);
            return true;
        }
        return false;
    }

    private boolean isMadeByChart(String wanted) {
        return resources.stream()
                .map(Resource::id)
                .anyMatch(id -> id.group().isEmpty()
                        && id.kind().equals("Namespace")
                        && id.name().equals(wanted));
    }

    private static Finding finding(Resource resource, List<String> fields, String message) {
        return new Finding(Severity.ERROR, resource.excerpt(fields), resource.id() + ": " + message);
    }

    private static String message(WerfException e) {
        return String.valueOf(e.getMessage());
    }
}
