package io.werf.core.chart.dependency;

import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.SemanticVersions;
import java.util.Collection;
import java.util.Optional;

/** Chooses versions by ranges as Helm does. */
final class Versions {

    private Versions() {}

    /** Whether the range, {@code ""} for any, has the version. */
    static boolean allows(String range, String version) {
        return newest(range, java.util.List.of(version)).isPresent();
    }

    /** The newest of the versions in the range; those that are no semantic versions are not considered. */
    static Optional<String> newest(String range, Collection<String> versions) {
        // A version that is given exactly is meant exactly, also when it is no semantic version.
        return versions.contains(range)
                ? Optional.of(range)
                : SemanticVersions.newest(range.isEmpty() ? "*" : range, versions);
    }

    /** Whether it is a range that can be read. */
    static boolean isRange(String text) {
        try {
            return text.isEmpty()
                    || SemanticVersions.newest(text, java.util.List.of()).isEmpty();
        } catch (FunctionException e) {
            return false;
        }
    }
}
