package io.werf.core.sandbox.api;

import java.util.List;
import java.util.Optional;

/**
 * What a path names.
 *
 * @param namespace {@code ""} for all namespaces or kinds without one
 * @param name {@code ""} for the collection
 */
record Target(Kind kind, String namespace, String name, String subresource) {

    /** Reads {@code /api/v1/…} and {@code /apis/group/version/…}; empty when nothing is served there. */
    static Optional<Target> of(List<String> path, Kinds kinds) {
        boolean core = path.size() > 2 && path.get(0).equals("api");
        boolean grouped = path.size() > 3 && path.get(0).equals("apis");
        if (!core && !grouped) {
            return Optional.empty();
        }
        String group = core ? "" : path.get(1);
        String version = path.get(core ? 1 : 2);
        List<String> rest = path.subList(core ? 2 : 3, path.size());
        if (rest.size() > 2 && rest.get(0).equals("namespaces") && !isNamespaceSubresource(rest.get(2))) {
            List<String> inner = rest.subList(2, rest.size());
            return kinds.find(group, version, inner.get(0))
                    .filter(Kind::namespaced)
                    .flatMap(kind -> of(kind, rest.get(1), inner));
        }
        return kinds.find(group, version, rest.get(0)).flatMap(kind -> of(kind, "", rest));
    }

    private static boolean isNamespaceSubresource(String step) {
        return step.equals("status") || step.equals("finalize");
    }

    private static Optional<Target> of(Kind kind, String namespace, List<String> rest) {
        return rest.size() > 3
                ? Optional.empty()
                : Optional.of(new Target(
                        kind, namespace, rest.size() > 1 ? rest.get(1) : "", rest.size() > 2 ? rest.get(2) : ""));
    }
}
