package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The defaults of Kubernetes for the fields that charts and rollouts meet. */
final class Defaults {

    private final AtomicInteger services = new AtomicInteger(10);

    /** Completes an object in place. */
    void apply(Kind kind, Map<String, Object> object) {
        switch (kind.resource()) {
            case "deployments.apps" -> deployment(spec(object));
            case "replicasets.apps" -> workload(spec(object), 1L);
            case "statefulsets.apps" -> statefulSet(spec(object));
            case "daemonsets.apps" -> daemonSet(spec(object));
            case "jobs.batch" -> job(object);
            case "cronjobs.batch" -> cronJob(spec(object));
            case "pods" -> pod(spec(object));
            case "services" -> service(spec(object));
            case "secrets" -> secret(object);
            case "namespaces" -> namespace(object);
            case "persistentvolumeclaims" -> put(spec(object), "volumeMode", "Filesystem");
            case "customresourcedefinitions.apiextensions.k8s.io" -> definition(spec(object));
            default -> {}
        }
    }

    private static Map<String, Object> spec(Map<String, Object> object) {
        return Tree.mapForWriting(object, "spec");
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (map.get(key) == null) {
            map.put(key, value);
        }
    }

    private static Map<String, Object> mapOf(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    private static void workload(Map<String, Object> spec, long replicas) {
        put(spec, "replicas", replicas);
        pod(Tree.mapForWriting(spec, "template", "spec"));
    }

    private static void deployment(Map<String, Object> spec) {
        put(spec, "progressDeadlineSeconds", 600L);
        put(spec, "revisionHistoryLimit", 10L);
        Map<String, Object> strategy = Tree.mapForWriting(spec, "strategy");
        put(strategy, "type", "RollingUpdate");
        if ("RollingUpdate".equals(strategy.get("type"))) {
            Map<String, Object> rolling = Tree.mapForWriting(strategy, "rollingUpdate");
            put(rolling, "maxSurge", "25%");
            put(rolling, "maxUnavailable", "25%");
        }
        workload(spec, 1L);
    }

    private static void statefulSet(Map<String, Object> spec) {
        put(spec, "podManagementPolicy", "OrderedReady");
        put(spec, "revisionHistoryLimit", 10L);
        Map<String, Object> strategy = Tree.mapForWriting(spec, "updateStrategy");
        put(strategy, "type", "RollingUpdate");
        if ("RollingUpdate".equals(strategy.get("type"))) {
            put(Tree.mapForWriting(strategy, "rollingUpdate"), "partition", 0L);
        }
        workload(spec, 1L);
    }

    private static void daemonSet(Map<String, Object> spec) {
        put(spec, "revisionHistoryLimit", 10L);
        Map<String, Object> strategy = Tree.mapForWriting(spec, "updateStrategy");
        put(strategy, "type", "RollingUpdate");
        if ("RollingUpdate".equals(strategy.get("type"))) {
            put(Tree.mapForWriting(strategy, "rollingUpdate"), "maxUnavailable", 1L);
        }
        pod(Tree.mapForWriting(spec, "template", "spec"));
    }

    private static void job(Map<String, Object> object) {
        Map<String, Object> spec = spec(object);
        put(spec, "backoffLimit", 6L);
        put(spec, "parallelism", 1L);
        put(spec, "completions", 1L);
        pod(Tree.mapForWriting(spec, "template", "spec"));
        String uid = Tree.string(object, "metadata", "uid").orElse("");
        if (!uid.isEmpty() && !Tree.isTrue(spec, "manualSelector")) {
            Tree.mapForWriting(spec, "selector", "matchLabels").put("controller-uid", uid);
            Map<String, Object> labels = Tree.mapForWriting(spec, "template", "metadata", "labels");
            labels.put("controller-uid", uid);
            labels.put("job-name", Tree.string(object, "metadata", "name").orElse(""));
        }
    }

    private static void cronJob(Map<String, Object> spec) {
        put(spec, "concurrencyPolicy", "Allow");
        put(spec, "suspend", false);
        put(spec, "successfulJobsHistoryLimit", 3L);
        put(spec, "failedJobsHistoryLimit", 1L);
        pod(Tree.mapForWriting(spec, "jobTemplate", "spec", "template", "spec"));
    }

    private static void pod(Map<String, Object> spec) {
        put(spec, "restartPolicy", "Always");
        put(spec, "terminationGracePeriodSeconds", 30L);
        put(spec, "dnsPolicy", "ClusterFirst");
        put(spec, "securityContext", mapOf());
        put(spec, "schedulerName", "default-scheduler");
        if (spec.get("serviceAccountName") != null) {
            put(spec, "serviceAccount", spec.get("serviceAccountName"));
        }
        Tree.list(spec, "initContainers").forEach(container -> container(Tree.map(container)));
        Tree.list(spec, "containers").forEach(container -> container(Tree.map(container)));
        Tree.list(spec, "volumes").forEach(volume -> volume(Tree.map(volume)));
    }

    private static void container(Map<String, Object> container) {
        put(container, "resources", mapOf());
        put(container, "terminationMessagePath", "/dev/termination-log");
        put(container, "terminationMessagePolicy", "File");
        String image = Tree.string(container, "image").orElse("");
        boolean latest = image.endsWith(":latest") || image.lastIndexOf(':') <= image.lastIndexOf('/');
        put(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        Tree.list(container, "ports").forEach(port -> put(Tree.map(port), "protocol", "TCP"));
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (container.get(probe) instanceof Map<?, ?>) {
                probe(Tree.map(container, probe));
            }
        }
        for (Object variable : Tree.list(container, "env")) {
            if (Tree.get(variable, "valueFrom", "fieldRef") != null) {
                put(Tree.map(variable, "valueFrom", "fieldRef"), "apiVersion", "v1");
            }
        }
    }

    private static void probe(Map<String, Object> probe) {
        put(probe, "timeoutSeconds", 1L);
        put(probe, "periodSeconds", 10L);
        put(probe, "successThreshold", 1L);
        put(probe, "failureThreshold", 3L);
        if (probe.get("httpGet") instanceof Map<?, ?>) {
            put(Tree.map(probe, "httpGet"), "path", "/");
            put(Tree.map(probe, "httpGet"), "scheme", "HTTP");
        }
    }

    private static void volume(Map<String, Object> volume) {
        if (volume.size() == 1) {
            volume.put("emptyDir", mapOf());
        }
        for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
            if (volume.get(source) instanceof Map<?, ?>) {
                put(Tree.map(volume, source), "defaultMode", 420L);
            }
        }
    }

    private void service(Map<String, Object> spec) {
        put(spec, "type", "ClusterIP");
        put(spec, "sessionAffinity", "None");
        if (!"ExternalName".equals(spec.get("type"))) {
            if (Tree.string(spec, "clusterIP").orElse("").isEmpty()) {
                int n = services.incrementAndGet();
                spec.put("clusterIP", "10.96." + ((n >> 8) & 255) + "." + (n & 255));
            }
            put(spec, "clusterIPs", new ArrayList<>(List.of(spec.get("clusterIP"))));
        }
        for (Object item : Tree.list(spec, "ports")) {
            Map<String, Object> port = Tree.map(item);
            put(port, "protocol", "TCP");
            if (port.get("port") != null) {
                put(port, "targetPort", port.get("port"));
            }
        }
    }

    private static void secret(Map<String, Object> object) {
        put(object, "type", "Opaque");
        if (object.remove("stringData") instanceof Map<?, ?> plain) {
            Map<String, Object> data = Tree.mapForWriting(object, "data");
            plain.forEach((key, value) -> data.put(
                    String.valueOf(key),
                    Base64.getEncoder().encodeToString(String.valueOf(value).getBytes(StandardCharsets.UTF_8))));
        }
    }

    private static void namespace(Map<String, Object> object) {
        put(spec(object), "finalizers", new ArrayList<>(List.of("kubernetes")));
        put(Tree.mapForWriting(object, "status"), "phase", "Active");
        put(
                Tree.mapForWriting(object, "metadata", "labels"),
                "kubernetes.io/metadata.name",
                Tree.string(object, "metadata", "name").orElse(""));
    }

    private static void definition(Map<String, Object> spec) {
        String kind = Tree.string(spec, "names", "kind").orElse("");
        Map<String, Object> names = Tree.mapForWriting(spec, "names");
        put(names, "listKind", kind + "List");
        put(names, "singular", kind.toLowerCase(java.util.Locale.ROOT));
        put(spec, "conversion", mapOf("strategy", "None"));
    }
}
