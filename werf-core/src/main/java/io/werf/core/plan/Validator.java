package io.werf.core.plan;

import io.werf.core.chart.Manifest;
import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.plan.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the API server what it thinks of the objects of a chart, by dry runs of server-side apply: it knows every field and
 * type, refuses those that its schema does not have, and runs its admission. Nothing is written.
 */
public final class Validator {

    private static final String SOME_NAMESPACE = "default";

    private final KubeClient kube;
    private final String namespace;

    private Validator(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    /**
     * Everything that the server refuses, in the order of files and lines. Objects whose CRD comes with the chart cannot be
     * checked before that is there, and are not.
     *
     * @param namespace of the release; while it does not exist, objects are tried in {@code default}
     * @throws ResourceException if a document is no object
     * @throws io.werf.core.error.SeveralProblemsException if several are
     */
    public static List<Finding> validate(KubeClient kube, Manifest manifest, String namespace) {
        List<Resource> resources = Resources.read(manifest, namespace, EventSink.none());
        List<Finding> findings = new ArrayList<>();
        Validator validator = new Validator(kube, namespace);
        for (Resource resource : resources) {
            if (resources.stream().noneMatch(crd -> crd.defines(resource.id()))) {
                validator.problem(resource).ifPresent(findings::add);
            }
        }
        return findings.stream().sorted().toList();
    }

    private Optional<Finding> problem(Resource resource) {
        try {
            kube.apply(in(resource, namespace), true);
        } catch (KubeApiException e) {
            if (e.isNotFound() && !namespace.equals(SOME_NAMESPACE)) {
                return new Validator(kube, SOME_NAMESPACE).problem(resource);
            }
            // What changes is right by itself; whether it may change is for the plan.
            return e.isImmutable()
                    ? Optional.empty()
                    : Optional.of(finding(resource, resource.excerpt(e), e.serverMessage()));
        } catch (UnknownKindException e) {
            return Optional.of(finding(resource, resource.excerpt(List.of("apiVersion")), message(e)));
        }
        return Optional.empty();
    }

    private KubeObject in(Resource resource, String usual) {
        Map<String, Object> body = new LinkedHashMap<>(Tree.copy(resource.body()));
        boolean namespaced = kube.resource(
                        resource.id().group(),
                        resource.id().version(),
                        resource.id().kind())
                .namespaced();
        if (namespaced && resource.id().namespace().isEmpty()) {
            Tree.mapForWriting(body, "metadata").put("namespace", usual);
        }
        return new KubeObject(body);
    }

    private static Finding finding(Resource resource, io.werf.core.error.Excerpt place, String message) {
        return new Finding(Severity.ERROR, place, resource.id() + ": " + message);
    }

    private static String message(WerfException e) {
        return String.valueOf(e.getMessage());
    }
}
