package io.werf.core.sandbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The documents by which clients learn what is served. */
final class Discovery {

    /** The API that the sandbox imitates. */
    static final String VERSION = "v1.30.0";

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Kinds kinds;

    Discovery(Kinds kinds) {
        this.kinds = kinds;
    }

    static Map<String, Object> version() {
        return map(
                "major",
                "1",
                "minor",
                "30",
                "gitVersion",
                VERSION + "+werf-sandbox",
                "gitCommit",
                "",
                "gitTreeState",
                "clean",
                "buildDate",
                "1970-01-01T00:00:00Z",
                "goVersion",
                "",
                "compiler",
                "",
                "platform",
                "jvm");
    }

    /** The document at a path below the root, if it is one of discovery. */
    Optional<Map<String, Object>> document(List<String> path) {
        if (path.equals(List.of("version"))) {
            return Optional.of(version());
        }
        if (path.equals(List.of("api"))) {
            return Optional.of(map("kind", "APIVersions", "versions", List.of("v1")));
        }
        if (path.equals(List.of("api", "v1"))) {
            return resources("", "v1");
        }
        if (path.equals(List.of("apis"))) {
            return Optional.of(map("kind", "APIGroupList", "apiVersion", "v1", "groups", groups()));
        }
        if (path.size() == 2 && path.get(0).equals("apis")) {
            return group(path.get(1));
        }
        if (path.size() == 3 && path.get(0).equals("apis")) {
            return resources(path.get(1), path.get(2));
        }
        return Optional.empty();
    }

    private List<Object> groups() {
        Set<String> names = new LinkedHashSet<>();
        kinds.all().stream().map(Kind::group).filter(g -> !g.isEmpty()).forEach(names::add);
        List<Object> groups = new ArrayList<>();
        names.forEach(name -> group(name).ifPresent(groups::add));
        return groups;
    }

    private Optional<Map<String, Object>> group(String name) {
        List<Object> versions = kinds.all().stream()
                .filter(kind -> kind.group().equals(name))
                .map(Kind::version)
                .distinct()
                .<Object>map(version -> map("groupVersion", name + "/" + version, "version", version))
                .toList();
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(map(
                        "kind",
                        "APIGroup",
                        "apiVersion",
                        "v1",
                        "name",
                        name,
                        "versions",
                        versions,
                        "preferredVersion",
                        versions.get(0)));
    }

    private Optional<Map<String, Object>> resources(String group, String version) {
        List<Object> resources = new ArrayList<>();
        for (Kind kind : kinds.all()) {
            if (kind.group().equals(group) && kind.version().equals(version)) {
                resources.add(resource(kind, "", VERBS));
                if (kind.hasStatus()) {
                    resources.add(resource(kind, "/status", List.of("get", "patch", "update")));
                }
                if (kind.resource().equals("pods")) {
                    resources.add(resource(kind, "/log", List.of("get")));
                }
            }
        }
        String groupVersion = group.isEmpty() ? version : group + "/" + version;
        return resources.isEmpty()
                ? Optional.empty()
                : Optional.of(map(
                        "kind",
                        "APIResourceList",
                        "apiVersion",
                        "v1",
                        "groupVersion",
                        groupVersion,
                        "resources",
                        resources));
    }

    private static Map<String, Object> resource(Kind kind, String subresource, List<String> verbs) {
        Map<String, Object> resource = map(
                "name",
                kind.plural() + subresource,
                "singularName",
                "",
                "namespaced",
                kind.namespaced(),
                "kind",
                kind.name(),
                "verbs",
                verbs);
        if (subresource.isEmpty() && !kind.shortNames().isEmpty()) {
            resource.put("shortNames", kind.shortNames());
        }
        return resource;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
