package io.werf.core.build;

import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a run has built and published. All images of the commit are in the repository now; those that are not in here were there, or
 * somebody else published them while this run built them.
 *
 * @param built by digest, parts of images too
 */
public record ImageReport(Map<ImageDigest, Built> built) {

    /** Copies the map. */
    public ImageReport {
        built = Map.copyOf(built);
    }

    /**
     * How the image came to be.
     *
     * @param took the time from the start of the build to the published image
     * @param backend by which one; empty when no builder was needed
     */
    public record Built(Duration took, Optional<String> backend) {}

    /** How long the build of an image took, with all of its parts that were built; empty when this run did not make it. */
    public Optional<Duration> took(TargetImage image) {
        return Optional.ofNullable(built.get(image.digest()))
                .map(whole -> image.origin().parts().stream()
                        .flatMap(part -> took(part).stream())
                        .reduce(whole.took(), Duration::plus));
    }

    /** The names of the backends that built something, separated by commas; empty when none did. */
    public Optional<String> backends() {
        return built.values().stream()
                .flatMap(image -> image.backend().stream())
                .distinct()
                .sorted()
                .reduce((one, other) -> one + "," + other);
    }
}
