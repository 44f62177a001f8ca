package io.werf.core.sandbox.api;

import io.werf.core.sandbox.apply.Structure;
import java.util.List;

/**
 * A kind in one version, as discovery tells it.
 *
 * @param hasStatus whether there is a {@code status} subresource
 */
public record Kind(
        String group,
        String version,
        String name,
        String plural,
        List<String> shortNames,
        boolean namespaced,
        boolean hasStatus,
        boolean custom) {

    /** {@code group/version}, or only the version in the core group. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code plural.group}: names the kind whatever its version. */
    public String resource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    Structure structure() {
        return custom ? Structure.CUSTOM : Structure.BUILT_IN;
    }

    /** Whether {@code metadata.generation} counts changes of the specification. */
    boolean hasGeneration() {
        return custom
                || (hasStatus && !group.isEmpty())
                || group.equals("networking.k8s.io")
                || resource().startsWith("customresourcedefinitions");
    }
}
