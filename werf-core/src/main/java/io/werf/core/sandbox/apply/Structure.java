package io.werf.core.sandbox.apply;

import io.werf.core.data.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which lists of Kubernetes' API are merged by item and which maps are replaced whole: the {@code x-kubernetes-list-type},
 * {@code -list-map-keys} and {@code -map-type} of its published OpenAPI schema, as a table by field name. Lists that are not
 * in it are atomic, maps are granular.
 */
public enum Structure {
    /** Kinds that Kubernetes brings along. */
    BUILT_IN,
    /** Kinds made by CRDs: only their metadata has a known structure. */
    CUSTOM;

    private static final Map<String, List<String>> METADATA_LISTS = Map.of("ownerReferences", List.of("uid"));

    private static final Map<String, List<String>> LISTS = Map.ofEntries(
            Map.entry("containers", List.of("name")),
            Map.entry("initContainers", List.of("name")),
            Map.entry("ephemeralContainers", List.of("name")),
            Map.entry("env", List.of("name")),
            Map.entry("volumes", List.of("name")),
            Map.entry("volumeMounts", List.of("mountPath")),
            Map.entry("volumeDevices", List.of("devicePath")),
            Map.entry("imagePullSecrets", List.of("name")),
            Map.entry("hostAliases", List.of("ip")),
            Map.entry("topologySpreadConstraints", List.of("topologyKey", "whenUnsatisfiable")),
            Map.entry("conditions", List.of("type")),
            Map.entry("podIPs", List.of("ip")),
            Map.entry("webhooks", List.of("name")),
            Map.entry("secrets", List.of("name")));

    private static final Set<String> SETS = Set.of("finalizers");

    private static final Set<String> ATOMIC_MAPS = Set.of(
            "selector",
            "podSelector",
            "namespaceSelector",
            "labelSelector",
            "nodeSelector",
            "secretKeyRef",
            "configMapKeyRef",
            "fieldRef",
            "resourceFieldRef",
            "roleRef");

    /** The keys by which items of a list are known, or empty when the list is no map of items. */
    Optional<List<String>> keys(String field, List<?> items) {
        List<String> keys = METADATA_LISTS.get(field);
        if (keys == null && this == BUILT_IN) {
            keys = field.equals("ports") ? portKeys(items) : LISTS.get(field);
        }
        if (keys == null || !items.stream().allMatch(Map.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(keys);
    }

    // Ports of a container, of a Service and of a NetworkPolicy share one name; only the first two are maps.
    private static @org.jspecify.annotations.Nullable List<String> portKeys(List<?> items) {
        boolean container = items.stream().anyMatch(i -> i instanceof Map<?, ?> m && m.containsKey("containerPort"));
        return container ? List.of("containerPort", "protocol") : List.of("port", "protocol");
    }

    boolean isSet(String field) {
        return SETS.contains(field);
    }

    boolean isAtomicMap(String field) {
        return this == BUILT_IN && ATOMIC_MAPS.contains(field);
    }

    /** The step {@code k:{…}} that names an item of a list. */
    static String keyStep(List<String> keys, Map<?, ?> item) {
        Map<String, Object> values = new TreeMap<>();
        for (String key : keys) {
            Object value = item.get(key);
            if (value != null) {
                values.put(key, value);
            } else if (key.equals("protocol")) {
                values.put(key, "TCP");
            }
        }
        return "k:" + Json.write(values);
    }
}
