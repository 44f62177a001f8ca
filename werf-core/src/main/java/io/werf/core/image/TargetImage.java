package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import java.util.Set;

/**
 * An image of the commit, resolved as far as that is possible without building anything.
 *
 * @param dockerfile the parsed Dockerfile
 * @param targetStage index of the stage to build
 * @param context what the build sees; made only from the commit
 * @param dependencies names of images of the same {@code werf.yaml} that must exist before this one is built
 */
public record TargetImage(
        ImageConfig config,
        Dockerfile dockerfile,
        int targetStage,
        BuildContext context,
        ImageDigest digest,
        Set<String> dependencies) {

    /** Copies the set. */
    public TargetImage {
        dependencies = Set.copyOf(dependencies);
    }

    /** The name in {@code werf.yaml}. */
    public String name() {
        return config.name();
    }
}
