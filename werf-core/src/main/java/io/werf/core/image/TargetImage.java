package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import java.util.Set;

/**
 * An image of the commit, resolved as far as that is possible without building anything.
 *
 * @param dockerfile the parsed Dockerfile
 * @param targetStage index of the stage to build
 * @param context what the build sees; made only from the commit and from files that {@code werf.yaml} adds
 * @param platform {@code os/architecture[/variant]}; of a list of platforms, the first
 * @param dependencies names of images of the same {@code werf.yaml} that must exist before this one is built
 * @param origin how it comes into being
 */
public record TargetImage(
        ImageConfig config,
        Dockerfile dockerfile,
        int targetStage,
        BuildContext context,
        String platform,
        ImageDigest digest,
        Set<String> dependencies,
        Origin origin) {

    /** Copies the set. */
    public TargetImage {
        dependencies = Set.copyOf(dependencies);
    }

    /** One for the default platform that a builder builds. */
    public TargetImage(
            ImageConfig config,
            Dockerfile dockerfile,
            int targetStage,
            BuildContext context,
            ImageDigest digest,
            Set<String> dependencies) {
        this(config, dockerfile, targetStage, context, ImageConfig.PLATFORM, digest, dependencies, new Origin.Built());
    }

    /** The name in {@code werf.yaml}. */
    public String name() {
        return config.name();
    }

    /** The same image with another digest, made in that way out of others. */
    TargetImage derived(ImageDigest digest, Origin origin) {
        return new TargetImage(config, dockerfile, targetStage, context, platform, digest, dependencies, origin);
    }
}
