package io.werf.core.config;

import io.werf.core.error.Location;
import java.util.List;

/**
 * An image that must exist before the one that names it.
 *
 * @param image its name in {@code werf.yaml}: there is such an image, and the dependencies have no cycle
 * @param imports what the dependent image's build is told about it; target arguments are unique in an image, and not among
 *     its {@code args}
 * @param location of the entry
 */
public record ImageDependency(String image, List<Import> imports, Location location) {

    /** Copies the list. */
    public ImageDependency {
        imports = List.copyOf(imports);
    }

    /**
     * A build argument whose value is a fact about the image depended on.
     *
     * @param fact {@code type} in {@code werf.yaml}
     * @param targetBuildArg name of the argument
     */
    public record Import(Fact fact, String targetBuildArg) {}

    /** Facts about an image. */
    public enum Fact {
        /** {@code REPOSITORY:TAG} */
        IMAGE_NAME("ImageName"),
        /** The repository alone. */
        IMAGE_REPO("ImageRepo"),
        /** The tag alone. */
        IMAGE_TAG("ImageTag"),
        /** Digest of the image's configuration, {@code sha256:…}. */
        IMAGE_ID("ImageID"),
        /** Digest of the image's manifest in the registry, {@code sha256:…}. */
        IMAGE_DIGEST("ImageDigest");

        private final String label;

        Fact(String label) {
            this.label = label;
        }

        /** The word in {@code werf.yaml}. */
        public String label() {
            return label;
        }
    }
}
