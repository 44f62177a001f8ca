package io.werf.core.template.functions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Semantic versions for other rooms, by the rules of {@code semver} and {@code semverCompare}. */
public final class SemanticVersions {

    private SemanticVersions() {}

    /**
     * The newest version that a range has.
     *
     * @param versions those that are no semantic versions are not considered
     * @throws FunctionException if the range is none
     */
    public static Optional<String> newest(String range, Collection<String> versions) {
        VersionConstraint constraint = VersionConstraint.parse(range);
        return versions.stream()
                .filter(SemanticVersions::isVersion)
                .filter(version -> constraint.allows(SemanticVersion.parse(version)))
                .max(Comparator.comparing(SemanticVersion::parse));
    }

    /** Whether it is a semantic version. */
    public static boolean isVersion(String text) {
        try {
            SemanticVersion.parse(text);
            return true;
        } catch (FunctionException e) {
            return false;
        }
    }
}
