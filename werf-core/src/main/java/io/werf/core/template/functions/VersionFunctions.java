package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Semantic versions. */
final class VersionFunctions {

    private VersionFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "semver" -> object(SemanticVersion.parse(a.string(0)), a.string(0));
            case "semverCompare" -> VersionConstraint.parse(a.string(0)).allows(SemanticVersion.parse(a.string(1)));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static GoObject object(SemanticVersion version, String original) {
        Map<String, Object> fields = new LinkedHashMap<>();
        return GoObject.struct(
                        "*semver.Version",
                        fields,
                        exactly("Major", 0, a -> version.major()),
                        exactly("Minor", 0, a -> version.minor()),
                        exactly("Patch", 0, a -> version.patch()),
                        exactly("Prerelease", 0, a -> version.prerelease()),
                        exactly("Metadata", 0, a -> version.metadata()),
                        exactly("Original", 0, a -> original),
                        exactly("String", 0, a -> version.toString()),
                        exactly("IncMajor", 0, a -> object(version.major() + 1, 0, 0)),
                        exactly("IncMinor", 0, a -> object(version.major(), version.minor() + 1, 0)),
                        exactly("IncPatch", 0, a -> object(version.nextPatch())),
                        exactly("SetPrerelease", 1, a -> object(version.withPrerelease(a.string(0)))),
                        exactly("SetMetadata", 1, a -> object(version.withMetadata(a.string(0)))),
                        exactly("Compare", 1, a -> version.compareTo(other(a))),
                        exactly("Equal", 1, a -> version.compareTo(other(a)) == 0),
                        exactly("LessThan", 1, a -> version.compareTo(other(a)) < 0),
                        exactly("GreaterThan", 1, a -> version.compareTo(other(a)) > 0))
                .printedAs(version.toString());
    }

    private static GoObject object(SemanticVersion version) {
        return object(version, version.toString());
    }

    private static GoObject object(long major, long minor, long patch) {
        return object(new SemanticVersion(major, minor, patch, "", ""));
    }

    private static SemanticVersion other(Arguments arguments) {
        if (arguments.get(0) instanceof GoObject object && object.type().equals("*semver.Version")) {
            return SemanticVersion.parse(object.text().orElse(""));
        }
        throw FunctionException.ofType(0, "*semver.Version", "want a version");
    }
}
