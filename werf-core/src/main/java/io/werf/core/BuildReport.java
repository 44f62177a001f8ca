package io.werf.core;

import io.werf.core.chart.ChartImages;
import io.werf.core.image.Origin;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.PublishedImage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The images of a commit, all of them in the repository.
 *
 * @param images in the order of {@code werf.yaml}
 * @param runtime what the run worked with
 */
public record BuildReport(List<Image> images, RuntimeInfo runtime) {

    /** Copies the list. */
    public BuildReport {
        images = List.copyOf(images);
    }

    /** Names of the images that this run built. */
    public List<String> built() {
        return images.stream().filter(Image::built).map(Image::name).toList();
    }

    /** What charts may name of it. */
    ChartImages chartImages() {
        Map<String, String> names = new LinkedHashMap<>();
        images.stream().filter(Image::isFinal).forEach(image -> names.put(image.name(), image.reference()));
        return new ChartImages(
                names, images.stream().findFirst().map(Image::repository).orElse(""), false);
    }

    /** The form of werf's report file, with what is known. */
    public String toJson() {
        return BuildReportText.json(this);
    }

    /** The same as lines {@code WERF_<NAME>_DOCKER_IMAGE_NAME=…} for shells, as werf writes them. */
    public String toEnv() {
        return BuildReportText.env(this);
    }

    /**
     * What a run worked with.
     *
     * @param backend the names of the backends that built images, separated by commas; the one that was asked for when none did
     * @param inContainer whether the run was in a container itself
     */
    public record RuntimeInfo(String backend, boolean inContainer) {}

    /**
     * One image.
     *
     * @param name in {@code werf.yaml}
     * @param reference full name, {@code repo:digest}
     * @param kind what it is made of: {@code dockerfile} or {@code jib}
     * @param built whether this run built and published it; otherwise the repository had it, if only meanwhile
     * @param took how long that took; zero when it was not built
     * @param isFinal whether charts may use it
     * @param platform {@code os/architecture[/variant]}; {@code ""} for a list of platforms
     * @param published what the registry says about it; empty when it was not asked
     * @param parts the images of a list of platforms; of an image with an {@code imageSpec}, the one without
     */
    public record Image(
            String name,
            String reference,
            String kind,
            boolean built,
            Duration took,
            boolean isFinal,
            String platform,
            Optional<PublishedImage> published,
            List<Image> parts) {

        /** Copies the list. */
        public Image {
            parts = List.copyOf(parts);
        }

        /**
         * An image of the commit.
         *
         * @param took how long the build of an image took; empty when this run did not build it
         * @param reference its full name
         * @param partReference full names of the images that it is made of
         * @param published what the registry says about it and them
         */
        static Image of(
                TargetImage image,
                Function<TargetImage, Optional<Duration>> took,
                String reference,
                Function<TargetImage, String> partReference,
                Function<TargetImage, Optional<PublishedImage>> published) {
            List<Image> parts = image.origin().parts().stream()
                    .map(part -> of(part, took, partReference.apply(part), partReference, published))
                    .toList();
            Optional<Duration> own = took.apply(image);
            return new Image(
                    image.name(),
                    reference,
                    kind(image),
                    own.isPresent(),
                    own.orElse(Duration.ZERO),
                    image.config().isFinal(),
                    image.origin() instanceof Origin.Index ? "" : image.platform(),
                    published.apply(image),
                    parts);
        }

        /** One that an earlier run built. */
        static Image existing(TargetImage image, String reference) {
            return new Image(
                    image.name(),
                    reference,
                    kind(image),
                    false,
                    Duration.ZERO,
                    image.config().isFinal(),
                    image.platform(),
                    Optional.empty(),
                    List.of());
        }

        private static String kind(TargetImage image) {
            return image.config().jib().isPresent() ? "jib" : "dockerfile";
        }

        /** The repository of the reference. */
        String repository() {
            return reference.substring(0, reference.lastIndexOf(':'));
        }

        /** The tag of the reference. */
        String tag() {
            return reference.substring(reference.lastIndexOf(':') + 1);
        }
    }
}
