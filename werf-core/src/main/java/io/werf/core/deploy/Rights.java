package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.error.Problems;
import io.werf.core.error.WerfException;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.Denial;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.plan.Resource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an account lacks for a whole deploy. It is asked for once the account has turned out to lack something, so that all of it can be
 * given at once; a server that does not tell is no trouble, the first refusal counts then.
 */
final class Rights {

    private static final String API = "authorization.k8s.io/v1";

    /** What is done with records, locks and the objects of a chart. */
    private static final List<String> DEPLOYING =
            List.of("get", "list", "create", "patch", "update", "delete", "watch");

    private static final List<String> LOOKING = List.of("get", "list", "watch");

    /** Kinds that make pods, which are looked at. */
    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod", "Rollout");

    private static final List<Object> EVERYTHING =
            List.of(Map.of("verbs", List.of("*"), "apiGroups", List.of("*"), "resources", List.of("*")));

    private final KubeClient kube;
    private final String namespace;
    private final Map<String, List<Object>> rules = new HashMap<>();

    /** @param namespace the release's */
    Rights(KubeClient kube, String namespace) {
        this.kube = kube;
        this.namespace = namespace;
    }

    /** One that is needed; empty namespace: in the whole cluster. */
    private record Need(String group, String resource, Optional<String> namespace, List<String> verbs) {}

    /**
     * The error, if it is a lack of rights with all others that lack too.
     *
     * @param chart the resources that will be deployed; may fail
     */
    WerfException complete(WerfException first, Supplier<List<Resource>> chart) {
        List<Denial> told = Denial.in(first);
        if (told.isEmpty()) {
            return first;
        }
        Problems problems = new Problems();
        problems.add(first);
        try {
            for (Need need : needs(chart.get())) {
                boolean isTold = told.stream()
                        .anyMatch(denial -> denial.resource().equals(need.resource())
                                && denial.group().equals(need.group())
                                && denial.namespace().equals(need.namespace()));
                if (!isTold) {
                    missing(need)
                            .ifPresent(verb -> problems.add(new Denial(
                                            told.get(0).account(),
                                            verb,
                                            need.resource(),
                                            need.group(),
                                            need.namespace())
                                    .refusal()));
                }
            }
        } catch (WerfException e) {
            return first; // a chart that cannot be rendered, a server that does not tell
        }
        return problems.all();
    }

    private Set<Need> needs(List<Resource> chart) {
        Set<Need> needs = new LinkedHashSet<>();
        needs.add(new Need("", "secrets", Optional.of(namespace), DEPLOYING));
        needs.add(new Need("coordination.k8s.io", "leases", Optional.of(namespace), DEPLOYING));
        for (Resource resource : chart) {
            ResourceId id = resource.id();
            try {
                ApiResource kind = kube.resource(id.group(), id.version(), id.kind());
                Optional<String> place = !kind.namespaced()
                        ? Optional.empty()
                        : Optional.of(id.namespace().isEmpty() ? namespace : id.namespace());
                needs.add(new Need(kind.group(), kind.plural(), place, DEPLOYING));
                if (WORKLOADS.contains(id.kind())) {
                    needs.add(new Need("", "pods", place, LOOKING));
                    needs.add(new Need("", "pods/log", place, List.of("get")));
                    needs.add(new Need("", "events", place, LOOKING));
                }
                if (id.kind().equals("Deployment")) {
                    needs.add(new Need("apps", "replicasets", place, LOOKING));
                }
            } catch (UnknownKindException e) {
                // It comes with the deploy, or the plan says what is wrong with it.
            }
        }
        return needs;
    }

    /** The first verb of it that the account lacks. */
    private Optional<String> missing(Need need) {
        return need.verbs().stream()
                .filter(verb -> need.namespace().isPresent()
                        ? !isGiven(need, verb, need.namespace().get())
                        : !isGiven(need, verb))
                .findFirst();
    }

    private boolean isGiven(Need need, String verb, String place) {
        return rules.computeIfAbsent(place, this::rules).stream()
                .anyMatch(rule -> Tree.list(rule, "resourceNames").isEmpty()
                        && has(rule, "verbs", verb)
                        && has(rule, "apiGroups", need.group())
                        && has(rule, "resources", need.resource()));
    }

    private static boolean has(Object rule, String field, String value) {
        List<Object> values = Tree.list(rule, field);
        return values.contains(value) || values.contains("*");
    }

    /** One request for a namespace. */
    private List<Object> rules(String place) {
        KubeObject answer = ask("SelfSubjectRulesReview", Map.of("namespace", place));
        // Where webhooks decide too, the rules are not all: what they do not name may be given all the same.
        return Tree.isTrue(answer.body(), "status", "incomplete")
                ? EVERYTHING
                : Tree.list(answer.body(), "status", "resourceRules");
    }

    private boolean isGiven(Need need, String verb) {
        KubeObject answer = ask(
                "SelfSubjectAccessReview",
                Map.of("resourceAttributes", Map.of("group", need.group(), "resource", need.resource(), "verb", verb)));
        return Tree.isTrue(answer.body(), "status", "allowed");
    }

    private KubeObject ask(String kind, Map<String, Object> spec) {
        return kube.create(new KubeObject(Map.of("apiVersion", API, "kind", kind, "spec", spec)));
    }
}
