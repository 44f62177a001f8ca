package io.werf.core.template.functions;

/** Semantic versions and constraints on them, in the grammar of charts. */
public final class Versions {

    private Versions() {}

    /** Whether {@code text} is a semantic version; parts may be missing, and a {@code v} may stand before it. */
    public static boolean isVersion(String text) {
        try {
            SemanticVersion.parse(text);
            return true;
        } catch (FunctionException malformed) {
            return false;
        }
    }

    /** Whether {@code version} is within {@code constraint}; what is malformed matches nothing. */
    public static boolean matches(String constraint, String version) {
        try {
            return VersionConstraint.parse(constraint).allows(SemanticVersion.parse(version));
        } catch (FunctionException malformed) {
            return false;
        }
    }
}
