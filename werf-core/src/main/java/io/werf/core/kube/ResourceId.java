package io.werf.core.kube;

/**
 * Names one object of a cluster.
 *
 * @param group API group, {@code ""} for the core group
 * @param version API version, for example {@code v1}
 * @param kind for example {@code Deployment}
 * @param namespace {@code ""} for objects that are in no namespace
 */
public record ResourceId(String group, String version, String kind, String namespace, String name) {

    /** {@code group/version}, or only {@code version} for the core group. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code Kind/name}, as users see it. */
    @Override
    public String toString() {
        return kind + "/" + name;
    }

    /** {@link #toString}, with the namespace where it is not {@code usual}. */
    public String describe(String usual) {
        return namespace.isEmpty() || namespace.equals(usual) ? toString() : this + " (namespace=" + namespace + ")";
    }
}
