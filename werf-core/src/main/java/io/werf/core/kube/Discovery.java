package io.werf.core.kube;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server serves. A group version is asked for when it is first needed, once, however many threads need it. A server
 * that offers the aggregated form (Kubernetes 1.27 and later) tells all of them in the two requests of {@link #apiVersions}.
 */
final class Discovery {

    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    /** What one reading told; an answer that comes after {@link #forget} goes into the old one, where nobody looks. */
    private record Knowledge(Once<Map<String, ApiResource>> groupVersions, Once<List<String>> versions) {
        Knowledge() {
            this(new Once<>(), new Once<>());
        }
    }

    private final Transport transport;
    private volatile Knowledge knowledge = new Knowledge();

    Discovery(Transport transport) {
        this.transport = transport;
    }

    ApiResource resource(String group, String version, String kind) {
        String groupVersion = join(group, version);
        Map<String, ApiResource> kinds = knowledge.groupVersions().get(groupVersion, () -> read(group, version));
        ApiResource found = kinds.get(kind);
        if (found == null) {
            throw new UnknownKindException(
                    groupVersion, kind, transport.connection().server());
        }
        return found;
    }

    List<String> apiVersions() {
        Knowledge into = knowledge;
        return into.versions().get("", () -> {
            List<String> all = new ArrayList<>();
            all.addAll(readIndex("/api", into));
            all.addAll(readIndex("/apis", into));
            return List.copyOf(all);
        });
    }

    void forget() {
        knowledge = new Knowledge();
    }

    private Map<String, ApiResource> read(String group, String version) {
        String path = (group.isEmpty() ? "/api/" : "/apis/" + Call.encode(group) + "/") + Call.encode(version);
        Call call = Call.get("get", "API group version " + join(group, version), path);
        Answer answer = transport.callForAnyAnswer(call);
        if (answer.code() == 404) {
            return Map.of();
        }
        if (!answer.isSuccess()) {
            throw answer.refusal(call);
        }
        Map<String, ApiResource> kinds = new HashMap<>();
        for (Object entry : Tree.list(answer.object(), "resources")) {
            String plural = Tree.string(entry, "name").orElse("");
            if (!plural.contains("/")) { // no subresource
                String kind = Tree.string(entry, "kind").orElse("");
                boolean namespaced = Tree.isTrue(entry, "namespaced");
                kinds.putIfAbsent(kind, new ApiResource(group, version, kind, plural, namespaced, verbs(entry)));
            }
        }
        return Map.copyOf(kinds);
    }

    private List<String> readIndex(String path, Knowledge into) {
        Call call = Call.get("get", "the list of API versions", path).accepting(AGGREGATED);
        Map<String, Object> index = transport.call(call).object();
        List<String> found = new ArrayList<>();
        Tree.list(index, "versions").forEach(version -> found.add(String.valueOf(version)));
        for (Object group : Tree.list(index, "groups")) {
            for (Object version : Tree.list(group, "versions")) {
                Tree.string(version, "groupVersion").ifPresent(found::add);
            }
        }
        for (Object group : Tree.list(index, "items")) {
            String name = Tree.string(group, "metadata", "name").orElse("");
            for (Object version : Tree.list(group, "versions")) {
                found.add(keep(name, version, into));
            }
        }
        return found;
    }

    /** Keeps a group version of the aggregated form; returns its name. */
    private String keep(String group, Object entry, Knowledge into) {
        String version = Tree.string(entry, "version").orElse("");
        Map<String, ApiResource> kinds = new HashMap<>();
        for (Object resource : Tree.list(entry, "resources")) {
            String kind = Tree.string(resource, "responseKind", "kind").orElse("");
            String plural = Tree.string(resource, "resource").orElse("");
            boolean namespaced = "Namespaced".equals(Tree.get(resource, "scope"));
            kinds.putIfAbsent(kind, new ApiResource(group, version, kind, plural, namespaced, verbs(resource)));
        }
        String groupVersion = join(group, version);
        if (!"Stale".equals(Tree.get(entry, "freshness"))) {
            into.groupVersions().put(groupVersion, Map.copyOf(kinds));
        }
        return groupVersion;
    }

    private static Set<String> verbs(Object entry) {
        Set<String> verbs = new HashSet<>();
        Tree.list(entry, "verbs").forEach(verb -> verbs.add(String.valueOf(verb)));
        return verbs;
    }

    private static String join(String group, String version) {
        return group.isEmpty() ? version : group + "/" + version;
    }
}
