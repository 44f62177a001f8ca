package io.werf.core.sandbox.api;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ApiFailure.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What Kubernetes refuses of the objects that charts make: names, missing fields, immutable fields. */
final class Validation {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String SUBDOMAIN_RULE =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                    + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
                    + " used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private static final Map<String, List<String>> IMMUTABLE = Map.of(
            "deployments.apps", List.of("spec.selector"),
            "replicasets.apps", List.of("spec.selector"),
            "daemonsets.apps", List.of("spec.selector"),
            "jobs.batch", List.of("spec.selector", "spec.template", "spec.completions"),
            "secrets", List.of("type"),
            "rolebindings.rbac.authorization.k8s.io", List.of("roleRef"),
            "clusterrolebindings.rbac.authorization.k8s.io", List.of("roleRef"),
            "storageclasses.storage.k8s.io", List.of("provisioner", "parameters"));

    private static final Set<String> MUTABLE_OF_STATEFUL_SET = Set.of(
            "replicas",
            "template",
            "updateStrategy",
            "minReadySeconds",
            "revisionHistoryLimit",
            "ordinals",
            "persistentVolumeClaimRetentionPolicy");

    private Validation() {}

    static void check(Kind kind, Optional<Map<String, Object>> old, Map<String, Object> object) {
        List<Cause> causes = new ArrayList<>();
        String name = Tree.string(object, "metadata", "name").orElse("");
        if (name.isEmpty()) {
            causes.add(new Cause(
                    "FieldValueRequired", "Required value: name or generateName is required", "metadata.name"));
        } else if (!kind.group().startsWith("rbac.")
                && (name.length() > 253 || !SUBDOMAIN.matcher(name).matches())) {
            causes.add(invalid("metadata.name", name, SUBDOMAIN_RULE));
        }
        switch (kind.resource()) {
            case "deployments.apps", "replicasets.apps", "statefulsets.apps", "daemonsets.apps" ->
                workload(object, causes);
            case "jobs.batch" -> containers(object, "spec.template.spec", causes);
            case "pods" -> containers(object, "spec", causes);
            default -> {}
        }
        old.ifPresent(before -> unchanged(kind, before, object, causes));
        if (!causes.isEmpty()) {
            throw ApiFailure.invalid(kind, name, causes);
        }
    }

    private static Cause invalid(String field, Object value, String why) {
        return new Cause("FieldValueInvalid", "Invalid value: " + Json.write(value) + ": " + why, field);
    }

    private static void workload(Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> selector = Tree.map(object, "spec", "selector");
        Map<String, Object> labels = Tree.map(object, "spec", "template", "metadata", "labels");
        if (selector.isEmpty()) {
            causes.add(new Cause("FieldValueRequired", "Required value", "spec.selector"));
        } else if (!Selector.matches(selector, labels)) {
            causes.add(invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`"));
        }
        containers(object, "spec.template.spec", causes);
    }

    private static void containers(Map<String, Object> object, String at, List<Cause> causes) {
        List<Object> containers = Tree.list(Tree.get(object, at.split("\\.")), "containers");
        if (containers.isEmpty()) {
            causes.add(new Cause("FieldValueRequired", "Required value", at + ".containers"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            String field = at + ".containers[" + i + "]";
            String name = Tree.string(containers.get(i), "name").orElse("");
            if (name.isEmpty()) {
                causes.add(new Cause("FieldValueRequired", "Required value", field + ".name"));
            } else if (!names.add(name)) {
                causes.add(new Cause("FieldValueDuplicate", "Duplicate value: \"" + name + '"', field + ".name"));
            }
            if (Tree.string(containers.get(i), "image").orElse("").isEmpty()) {
                causes.add(new Cause("FieldValueRequired", "Required value", field + ".image"));
            }
        }
    }

    private static void unchanged(Kind kind, Map<String, Object> old, Map<String, Object> object, List<Cause> causes) {
        for (String field : IMMUTABLE.getOrDefault(kind.resource(), List.of())) {
            String[] path = field.split("\\.");
            Object value = Tree.get(object, path);
            if (!Objects.equals(Tree.get(old, path), value)) {
                causes.add(invalid(field, value == null ? "" : value, "field is immutable"));
            }
        }
        switch (kind.resource()) {
            case "statefulsets.apps" -> statefulSet(old, object, causes);
            case "configmaps", "secrets" -> frozen(old, object, causes);
            case "pods" -> pod(old, object, causes);
            case "services" -> service(old, object, causes);
            default -> {}
        }
    }

    private static void statefulSet(Map<String, Object> old, Map<String, Object> object, List<Cause> causes) {
        Map<String, Object> before = Tree.copy(Tree.map(old, "spec"));
        Map<String, Object> after = Tree.copy(Tree.map(object, "spec"));
        before.keySet().removeAll(MUTABLE_OF_STATEFUL_SET);
        after.keySet().removeAll(MUTABLE_OF_STATEFUL_SET);
        if (!before.equals(after)) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "Forbidden: updates to statefulset spec for fields other than 'replicas', 'template', and"
                            + " 'updateStrategy' are forbidden",
                    "spec"));
        }
    }

    private static void frozen(Map<String, Object> old, Map<String, Object> object, List<Cause> causes) {
        boolean changed = !Objects.equals(old.get("data"), object.get("data"))
                || !Objects.equals(old.get("binaryData"), object.get("binaryData"))
                || !Tree.isTrue(object, "immutable");
        if (Tree.isTrue(old, "immutable") && changed) {
            causes.add(
                    new Cause("FieldValueForbidden", "Forbidden: field is immutable when `immutable` is set", "data"));
        }
    }

    private static void pod(Map<String, Object> old, Map<String, Object> object, List<Cause> causes) {
        if (!withoutImages(old).equals(withoutImages(object))) {
            causes.add(new Cause(
                    "FieldValueForbidden",
                    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
                            + " `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations`",
                    "spec"));
        }
    }

    private static Map<String, Object> withoutImages(Map<String, Object> pod) {
        Map<String, Object> spec = Tree.copy(Tree.map(pod, "spec"));
        spec.keySet().removeAll(Set.of("activeDeadlineSeconds", "tolerations", "nodeName"));
        Tree.list(spec, "containers").forEach(c -> Tree.map(c).remove("image"));
        Tree.list(spec, "initContainers").forEach(c -> Tree.map(c).remove("image"));
        return spec;
    }

    private static void service(Map<String, Object> old, Map<String, Object> object, List<Cause> causes) {
        String before = Tree.string(old, "spec", "clusterIP").orElse("");
        String after = Tree.string(object, "spec", "clusterIP").orElse("");
        if (!before.isEmpty() && !after.isEmpty() && !before.equals(after)) {
            causes.add(invalid("spec.clusterIPs[0]", List.of(after), "may not change once set"));
        }
    }
}
