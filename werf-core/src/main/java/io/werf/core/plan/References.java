package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.ResourceId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the other objects that an object needs, in the fields where Kubernetes' own kinds name them. */
final class References {

    private static final String RBAC = "rbac.authorization.k8s.io";

    private final Set<ResourceId> found = new LinkedHashSet<>();
    private final ResourceId id;

    private References(ResourceId id) {
        this.id = id;
    }

    /**
     * Keys (see {@link Target#key}) of the objects that this one names.
     *
     * @param id with the real namespace
     */
    static Set<ResourceId> of(ResourceId id, Map<String, Object> body) {
        References references = new References(id);
        references.read(body);
        return references.found;
    }

    private void read(Map<String, Object> body) {
        podSpec(body).ifPresent(this::readPod);
        switch (id.kind()) {
            case "StatefulSet" -> name("", "Service", Tree.get(body, "spec", "serviceName"));
            case "RoleBinding", "ClusterRoleBinding" -> {
                Object role = Tree.get(body, "roleRef");
                Tree.string(role, "kind").ifPresent(kind -> name(RBAC, kind, Tree.get(role, "name")));
                Tree.list(body, "subjects").forEach(this::readSubject);
            }
            case "ScaledObject" -> {
                Object target = Tree.get(body, "spec", "scaleTargetRef");
                String apiVersion = Tree.string(target, "apiVersion").orElse("apps/v1");
                name(
                        apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "",
                        Tree.string(target, "kind").orElse("Deployment"),
                        Tree.get(target, "name"));
            }
            case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration" ->
                Tree.list(body, "webhooks").forEach(webhook -> {
                    Object service = Tree.get(webhook, "clientConfig", "service");
                    add("", "Service", Tree.string(service, "namespace").orElse(""), Tree.get(service, "name"));
                });
            default -> {
                // nothing but pods refers to others
            }
        }
    }

    /** The pods that an object makes, or is. */
    static Optional<Map<String, Object>> podSpec(Map<String, Object> body) {
        Map<String, Object> spec = switch (Tree.string(body, "kind").orElse("")) {
            case "Pod" -> Tree.map(body, "spec");
            case "CronJob" -> Tree.map(body, "spec", "jobTemplate", "spec", "template", "spec");
            case "Deployment", "StatefulSet", "DaemonSet", "Job", "ReplicaSet", "ReplicationController" ->
                Tree.map(body, "spec", "template", "spec");
            default -> Map.of();
        };
        return spec.isEmpty() ? Optional.empty() : Optional.of(spec);
    }

    private void readSubject(Object subject) {
        if ("ServiceAccount".equals(Tree.get(subject, "kind"))) {
            add(
                    "",
                    "ServiceAccount",
                    Tree.string(subject, "namespace").orElse(id.namespace()),
                    Tree.get(subject, "name"));
        }
    }

    private void readPod(Map<String, Object> pod) {
        for (String containers : List.of("initContainers", "containers")) {
            for (Object container : Tree.list(pod, containers)) {
                for (Object variable : Tree.list(container, "env")) {
                    unlessOptional("ConfigMap", Tree.get(variable, "valueFrom", "configMapKeyRef"), "name");
                    unlessOptional("Secret", Tree.get(variable, "valueFrom", "secretKeyRef"), "name");
                }
                for (Object source : Tree.list(container, "envFrom")) {
                    unlessOptional("ConfigMap", Tree.get(source, "configMapRef"), "name");
                    unlessOptional("Secret", Tree.get(source, "secretRef"), "name");
                }
            }
        }
        for (Object volume : Tree.list(pod, "volumes")) {
            unlessOptional("ConfigMap", Tree.get(volume, "configMap"), "name");
            unlessOptional("Secret", Tree.get(volume, "secret"), "secretName");
            name("", "PersistentVolumeClaim", Tree.get(volume, "persistentVolumeClaim", "claimName"));
            for (Object source : Tree.list(volume, "projected", "sources")) {
                unlessOptional("ConfigMap", Tree.get(source, "configMap"), "name");
                unlessOptional("Secret", Tree.get(source, "secret"), "name");
            }
        }
        Tree.list(pod, "imagePullSecrets").forEach(secret -> name("", "Secret", Tree.get(secret, "name")));
        Object account = Tree.get(pod, "serviceAccountName");
        name("", "ServiceAccount", account != null ? account : Tree.get(pod, "serviceAccount"));
        name("scheduling.k8s.io", "PriorityClass", Tree.get(pod, "priorityClassName"));
        name("node.k8s.io", "RuntimeClass", Tree.get(pod, "runtimeClassName"));
        for (Object claim : Tree.list(pod, "resourceClaims")) {
            name("resource.k8s.io", "ResourceClaim", Tree.get(claim, "resourceClaimName"));
        }
    }

    private void unlessOptional(String kind, @Nullable Object reference, String field) {
        if (!Tree.isTrue(reference, "optional")) {
            name("", kind, Tree.get(reference, field));
        }
    }

    /** In the namespace of the object, and for kinds without one in none. */
    private void name(String group, String kind, @Nullable Object name) {
        add(group, kind, id.namespace(), name);
        add(group, kind, "", name);
    }

    private void add(String group, String kind, String namespace, @Nullable Object name) {
        if (name instanceof String text && !text.isEmpty()) {
            found.add(new ResourceId(group, "", kind, namespace, text));
        }
    }
}
