package io.werf.core;

import io.werf.core.data.Tree;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.template.functions.ClusterFunctions;
import io.werf.core.template.functions.FunctionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code lookup} of charts over the cluster, as Helm's: what does not exist is an empty map, what is refused an error. */
final class KubeLookup implements ClusterFunctions.Lookup {

    private final KubeClient kube;

    KubeLookup(KubeClient kube) {
        this.kube = kube;
    }

    @Override
    public Map<String, Object> find(String apiVersion, String kind, String namespace, String name) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        ApiResource resource;
        try {
            resource = kube.resource(group, apiVersion.substring(slash + 1), kind);
        } catch (UnknownKindException e) {
            if (kube.apiVersions().contains(apiVersion)) {
                return Map.of(); // Helm asks for it all the same, and it is not there
            }
            throw FunctionException.of("unable to get apiresource from unstructured: " + apiVersion + ", Kind=" + kind
                    + ": the server could not find the requested resource");
        }
        return name.isEmpty() ? list(apiVersion, resource, namespace) : get(resource, namespace, name);
    }

    private Map<String, Object> get(ApiResource resource, String namespace, String name) {
        String where = resource.namespaced() ? namespace : "";
        return kube.get(new ResourceId(resource.group(), resource.version(), resource.kind(), where, name))
                .map(object -> Tree.map(Tree.copy(object.body())))
                .orElse(Map.of());
    }

    private Map<String, Object> list(String apiVersion, ApiResource resource, String namespace) {
        KubeClient.ObjectList found =
                kube.list(resource, resource.namespaced() ? namespace : "", KubeClient.Selector.ALL);
        List<Object> items = new ArrayList<>();
        for (KubeObject item : found.items()) {
            Map<String, Object> body = Tree.map(Tree.copy(item.body()));
            body.putIfAbsent("apiVersion", apiVersion);
            body.putIfAbsent("kind", resource.kind());
            items.add(body);
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", found.resourceVersion());
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", apiVersion);
        list.put("items", items);
        list.put("kind", resource.kind() + "List");
        list.put("metadata", metadata);
        return list;
    }
}
