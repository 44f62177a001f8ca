package io.werf.core.kube;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * What the server serves. A group version is asked for when it is first needed, once, however many threads need it. A server
 * that offers the aggregated form (Kubernetes 1.27 and later) tells all of them in the two requests of {@link #apiVersions}.
 */
final class Discovery {

    private static final String AGGREGATED =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";

    private final Transport transport;
    private final ConcurrentMap<String, CompletableFuture<Map<String, ApiResource>>> groupVersions =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CompletableFuture<List<String>>> versions = new ConcurrentHashMap<>();

    Discovery(Transport transport) {
        this.transport = transport;
    }

    ApiResource resource(String group, String version, String kind) {
        String groupVersion = join(group, version);
        Map<String, ApiResource> kinds = once(groupVersions, groupVersion, () -> read(group, version));
        ApiResource found = kinds.get(kind);
        if (found == null) {
            throw new UnknownKindException(
                    groupVersion, kind, transport.connection().server());
        }
        return found;
    }

    List<String> apiVersions() {
        return once(versions, "", () -> {
            List<String> all = new ArrayList<>();
            all.addAll(readIndex("/api"));
            all.addAll(readIndex("/apis"));
            return List.copyOf(all);
        });
    }

    void forget() {
        groupVersions.clear();
        versions.clear();
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

    private List<String> readIndex(String path) {
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
                found.add(keep(name, version));
            }
        }
        return found;
    }

    /** Keeps a group version of the aggregated form; returns its name. */
    private String keep(String group, Object entry) {
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
            groupVersions.putIfAbsent(groupVersion, CompletableFuture.completedFuture(Map.copyOf(kinds)));
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

    /** The value for {@code key}, computed by the first thread that wants it; a failure is not kept. */
    static <T> T once(ConcurrentMap<String, CompletableFuture<T>> values, String key, Supplier<T> compute) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> theirs = values.putIfAbsent(key, mine);
        if (theirs != null) {
            try {
                return theirs.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }
        try {
            T value = compute.get();
            mine.complete(value);
            return value;
        } catch (RuntimeException e) {
            values.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
