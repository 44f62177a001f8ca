package io.werf.core;

import io.werf.core.chart.ChartImages;
import io.werf.core.data.Json;
import io.werf.core.image.Origin;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.PublishedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The images of a commit, all of them in the repository.
 *
 * @param images in the order of {@code werf.yaml}
 */
public record BuildReport(List<Image> images) {

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
        Map<String, Object> entries = new LinkedHashMap<>();
        Map<String, Object> byPlatform = new LinkedHashMap<>();
        for (Image image : images) {
            entries.put(image.name(), image.tree());
            Map<String, Object> platforms = new LinkedHashMap<>();
            image.platforms().forEach(one -> platforms.put(one.platform(), one.tree()));
            if (!platforms.isEmpty()) {
                byPlatform.put(image.name(), platforms);
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Images", entries);
        tree.put("ImagesByPlatform", byPlatform);
        return Json.writeIndented(tree);
    }

    /** The same as lines {@code WERF_<NAME>_DOCKER_IMAGE_NAME=…} for shells, as werf writes them. */
    public String toEnv() {
        StringBuilder out = new StringBuilder();
        for (Image image : images) {
            String name = image.name().toUpperCase(Locale.ROOT).replaceAll("[/.-]", "_");
            String prefix = name.isEmpty() ? "WERF_" : "WERF_" + name + "_";
            out.append(prefix + "DOCKER_IMAGE_NAME=" + image.reference() + "\n");
            image.published().ifPresent(known -> {
                known.id().ifPresent(id -> out.append(prefix + "DOCKER_IMAGE_ID=" + id + "\n"));
                out.append(prefix + "DOCKER_IMAGE_DIGEST=" + known.digest() + "\n");
            });
            out.append(prefix + "DOCKER_REPO=" + image.repository() + "\n")
                    .append(prefix + "DOCKER_TAG=" + image.tag() + "\n")
                    .append(prefix + "WERF_IMAGE_NAME=" + image.name() + "\n")
                    .append(prefix + "FINAL=" + image.isFinal() + "\n");
        }
        return out.toString();
    }

    /**
     * One image.
     *
     * @param name in {@code werf.yaml}
     * @param reference full name, {@code repo:digest}
     * @param built whether this run built it; otherwise the repository had it
     * @param isFinal whether charts may use it
     * @param platform {@code os/architecture[/variant]}; {@code ""} for a list of platforms
     * @param published what the registry says about it; empty when it was not asked
     * @param platforms the images of a list of platforms
     */
    public record Image(
            String name,
            String reference,
            boolean built,
            boolean isFinal,
            String platform,
            Optional<PublishedImage> published,
            List<Image> platforms) {

        /** Copies the list. */
        public Image {
            platforms = List.copyOf(platforms);
        }

        /**
         * An image of the commit.
         *
         * @param reference its full name
         * @param partReference full names of the images that it is made of
         * @param published what the registry says about it and them
         */
        static Image of(
                TargetImage image,
                boolean built,
                String reference,
                Function<TargetImage, String> partReference,
                Function<TargetImage, Optional<PublishedImage>> published) {
            List<Image> platforms = image.origin() instanceof Origin.Index index
                    ? index.parts().stream()
                            .map(part -> of(part, built, partReference.apply(part), partReference, published))
                            .toList()
                    : List.of();
            return new Image(
                    image.name(),
                    reference,
                    built,
                    image.config().isFinal(),
                    platforms.isEmpty() ? image.platform() : "",
                    published.apply(image),
                    platforms);
        }

        /** One that an earlier run built. */
        static Image existing(TargetImage image, String reference) {
            return new Image(
                    image.name(),
                    reference,
                    false,
                    image.config().isFinal(),
                    image.platform(),
                    Optional.empty(),
                    List.of());
        }

        /** The repository of the reference. */
        String repository() {
            return reference.substring(0, reference.lastIndexOf(':'));
        }

        /** The tag of the reference. */
        String tag() {
            return reference.substring(reference.lastIndexOf(':') + 1);
        }

        private Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("WerfImageName", name);
            tree.put("DockerRepo", repository());
            tree.put("DockerTag", tag());
            published.flatMap(PublishedImage::id).ifPresent(id -> tree.put("DockerImageID", id));
            published.ifPresent(known -> tree.put("DockerImageDigest", known.digest()));
            tree.put("DockerImageName", reference);
            tree.put("TargetPlatform", platform);
            tree.put("Rebuilt", built);
            tree.put("Final", isFinal);
            published.filter(known -> known.bytes() > 0).ifPresent(known -> tree.put("Size", known.bytes()));
            return tree;
        }
    }
}
