package io.werf.core.kube;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the server serves. A group version is asked for when it is first needed, once, however many threads need it. A server
 * that offers the aggregated form (Kubernetes 1.27 and later) tells all of them in the two requests of {@link #apiVersions}.
 */
final class Discovery {

    /** Releases are kept in Secrets, so every run begins with them, and every server serves them like this. */
    private static final ApiResource SECRETS = new ApiResource(
            "", "v1", "Secret", "secrets", true, Set.of("create", "delete", "get", "list", "patch", "update", "watch"));

    /** Up to 1.29 servers have it as {@code v2beta1}, in the same form. */
    private static final String AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
            + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    /** What one reading told; an answer that comes after {@link #forget} goes into the old one, where nobody looks. */
    private record Knowledge(Once<Kinds> groupVersions, Once<List<String>> versions) {
        Knowledge() {
            this(new Once<>(), new Once<>());
        }
    }

    /**
     * The kinds of one group version.
     *
     * @param kindOf the kind that a plural, a singular or a short name means
     * @param names of all kinds, those of subresources too
     */
    private record Kinds(Map<String, ApiResource> byKind, Map<String, String> kindOf, Set<String> names) {

        static final Kinds NONE = new Kinds(Map.of(), Map.of(), Set.of());

        Kinds() {
            this(new HashMap<>(), new HashMap<>(), new TreeSet<>());
        }

        void add(ApiResource resource, Object entry, String singularField) {
            byKind.putIfAbsent(resource.kind(), resource);
            names.add(resource.kind());
            List<String> words =
                    new ArrayList<>(List.of(resource.plural(), resource.kind().toLowerCase(Locale.ROOT)));
            Tree.string(entry, singularField).ifPresent(words::add);
            Tree.list(entry, "shortNames").forEach(name -> words.add(String.valueOf(name)));
            words.forEach(name -> kindOf.putIfAbsent(name, resource.kind()));
        }

        Optional<ApiResource> named(String name) {
            return Optional.ofNullable(kindOf.get(name)).map(byKind::get);
        }
    }

    private final Transport transport;
    private volatile Knowledge knowledge = new Knowledge();

    Discovery(Transport transport) {
        this.transport = transport;
    }

    ApiResource resource(String group, String version, String kind) {
        if (group.isEmpty() && version.equals(SECRETS.version()) && kind.equals(SECRETS.kind())) {
            return SECRETS;
        }
        String groupVersion = join(group, version);
        ApiResource found = kinds(group, version).byKind().get(kind);
        if (found == null) {
            throw new UnknownKindException(
                    groupVersion, kind, transport.connection().server());
        }
        return found;
    }

    ApiResource resourceOfType(String type) {
        String[] parts = type.split("\\.", 2);
        String place = parts.length == 1 ? "" : parts[1];
        for (String groupVersion : apiVersions()) {
            int slash = groupVersion.indexOf('/');
            String group = slash < 0 ? "" : groupVersion.substring(0, slash);
            String version = groupVersion.substring(slash + 1);
            if (parts.length == 1 || place.equals(group) || place.equals(version + "." + group)) {
                Optional<ApiResource> found = kinds(group, version).named(parts[0]);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new UnknownKindException(
                place.isEmpty() ? "any API group" : place,
                type,
                transport.connection().server());
    }

    private Kinds kinds(String group, String version) {
        return knowledge.groupVersions().get(join(group, version), () -> read(group, version));
    }

    Set<String> kinds(String apiVersion) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        return Collections.unmodifiableSet(
                kinds(group, apiVersion.substring(slash + 1)).names());
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

    private Kinds read(String group, String version) {
        String path = (group.isEmpty() ? "/api/" : "/apis/" + Call.encode(group) + "/") + Call.encode(version);
        Call call = Call.get("get", "API group version " + join(group, version), path);
        Answer answer = transport.callForAnyAnswer(call);
        if (answer.code() == 404) {
            return Kinds.NONE;
        }
        if (!answer.isSuccess()) {
            throw answer.refusal(call);
        }
        Kinds kinds = new Kinds();
        for (Object entry : Tree.list(answer.object(), "resources")) {
            String plural = Tree.string(entry, "name").orElse("");
            String kind = Tree.string(entry, "kind").orElse("");
            if (plural.contains("/")) { // a subresource
                kinds.names().add(kind);
            } else {
                boolean namespaced = Tree.isTrue(entry, "namespaced");
                kinds.add(
                        new ApiResource(group, version, kind, plural, namespaced, verbs(entry)), entry, "singularName");
            }
        }
        return kinds;
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
        Kinds kinds = new Kinds();
        for (Object resource : Tree.list(entry, "resources")) {
            Tree.list(resource, "subresources")
                    .forEach(sub -> Tree.string(sub, "responseKind", "kind").ifPresent(kinds.names()::add));
            String kind = Tree.string(resource, "responseKind", "kind").orElse("");
            String plural = Tree.string(resource, "resource").orElse("");
            boolean namespaced = "Namespaced".equals(Tree.get(resource, "scope"));
            kinds.add(
                    new ApiResource(group, version, kind, plural, namespaced, verbs(resource)),
                    resource,
                    "singularResource");
        }
        String groupVersion = join(group, version);
        if (!"Stale".equals(Tree.get(entry, "freshness"))) {
            into.groupVersions().put(groupVersion, kinds);
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
