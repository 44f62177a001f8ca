package io.werf.core.kube;

import java.util.Set;

/**
 * A kind that the API server serves, as discovery tells it.
 *
 * @param plural the name in URLs, for example {@code deployments}
 * @param namespaced whether its objects are in namespaces
 * @param verbs what the server allows on it, for example {@code list}, {@code watch}, {@code patch}
 */
public record ApiResource(
        String group, String version, String kind, String plural, boolean namespaced, Set<String> verbs) {

    /** Copies the set. */
    public ApiResource {
        verbs = Set.copyOf(verbs);
    }

    /**
     * Path of the collection, or of one object when {@code name} is not empty, below the server's URL, with a
     * leading slash, percent-encoded.
     */
    public String path(String namespace, String name) {
        StringBuilder path = new StringBuilder(group.isEmpty() ? "/api/" : "/apis/" + group + "/").append(version);
        if (namespaced && !namespace.isEmpty()) {
            path.append("/namespaces/").append(Call.encode(namespace));
        }
        path.append('/').append(plural);
        return name.isEmpty()
                ? path.toString()
                : path.append('/').append(Call.encode(name)).toString();
    }
}
