package io.werf.core;

import io.werf.core.BuildReport.Image;
import io.werf.core.data.Json;
import io.werf.core.registry.PublishedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the report of a build as werf does, as JSON and as lines for shells. */
final class BuildReportText {

    static final String IMAGE_NAME = "DOCKER_IMAGE_NAME";

    private static final String COMMIT = "werf-project-repo-commit";
    private static final String IN_REPOSITORY = "repo";
    private static final double NANOS = 1e9;

    private BuildReportText() {}

    static String json(BuildReport report) {
        Map<String, Object> images = new LinkedHashMap<>();
        Map<String, Object> byPlatform = new LinkedHashMap<>();
        for (Image image : report.images()) {
            images.put(image.name(), tree(image));
            if (isList(image)) {
                Map<String, Object> platforms = new LinkedHashMap<>();
                image.parts().forEach(part -> platforms.put(part.platform(), tree(part)));
                byPlatform.put(image.name(), platforms);
            }
        }
        Map<String, Object> runtime = new LinkedHashMap<>();
        runtime.put("Backend", report.runtime().backend());
        runtime.put("InContainer", report.runtime().inContainer());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Runtime", runtime);
        tree.put("Images", images);
        tree.put("ImagesByPlatform", byPlatform);
        return Json.writeIndented(tree);
    }

    private static boolean isList(Image image) {
        return image.platform().isEmpty() && !image.parts().isEmpty();
    }

    private static Map<String, Object> tree(Image image) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("WerfImageName", image.name());
        tree.put("ConfigType", image.kind());
        tree.put("DockerRepo", image.repository());
        tree.put("DockerTag", image.tag());
        putDigests(tree, image.published());
        tree.put("DockerImageName", image.reference());
        tree.put("TargetPlatform", image.platform());
        tree.put("Rebuilt", image.built());
        tree.put("Final", image.isFinal());
        tree.put("Size", image.published().map(PublishedImage::bytes).orElse(0L));
        putOrigin(tree, image);
        tree.put("Stages", stages(image));
        return tree;
    }

    private static void putDigests(Map<String, Object> tree, Optional<PublishedImage> published) {
        tree.put("DockerImageID", published.map(PublishedImage::id).orElse(""));
        tree.put("DockerImageDigest", published.map(PublishedImage::digest).orElse(""));
    }

    private static void putOrigin(Map<String, Object> tree, Image image) {
        tree.put("BuildTime", String.format(Locale.ROOT, "%.2f", image.took().toNanos() / NANOS));
        tree.put(
                "Commit",
                image.published()
                        .map(known -> known.details().labels().getOrDefault(COMMIT, ""))
                        .orElse(""));
    }

    /** What werf builds in one stage, and in another behind it if there is an {@code imageSpec}; those of each platform of a list. */
    private static List<Object> stages(Image image) {
        List<Object> stages = new ArrayList<>();
        if (isList(image)) {
            image.parts().forEach(part -> addStages(stages, part, " (" + part.platform() + ")"));
        } else {
            addStages(stages, image, "");
        }
        return stages;
    }

    private static void addStages(List<Object> stages, Image image, String suffix) {
        image.parts().forEach(plain -> stages.add(stage(plain.kind() + suffix, plain, "")));
        stages.add(
                image.parts().isEmpty()
                        ? stage(image.kind() + suffix, image, "")
                        : stage("imageSpec" + suffix, image, image.built() ? IN_REPOSITORY : ""));
    }

    /** @param source where this run took what it made the stage of; werf says nothing of what its builder took */
    private static Map<String, Object> stage(String name, Image image, String source) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Name", name);
        tree.put("DockerImageName", image.reference());
        tree.put("DockerTag", image.tag());
        putDigests(tree, image.published());
        tree.put(
                "CreatedAt",
                image.published()
                        .flatMap(known -> known.details().created())
                        .map(BuildReportText::nanos)
                        .orElse(0L));
        tree.put("Size", image.published().map(PublishedImage::bytes).orElse(0L));
        tree.put("SourceType", source);
        tree.put("BaseImagePulled", false); // builders do that themselves
        tree.put("Rebuilt", image.built());
        putOrigin(tree, image);
        return tree;
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), (long) NANOS), time.getNano());
    }

    static String env(BuildReport report) {
        StringBuilder out = new StringBuilder();
        for (Image image : report.images()) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(IMAGE_NAME, image.reference());
            values.put(
                    "DOCKER_IMAGE_ID", image.published().map(PublishedImage::id).orElse(""));
            values.put(
                    "DOCKER_IMAGE_DIGEST",
                    image.published().map(PublishedImage::digest).orElse(""));
            values.put("DOCKER_REPO", image.repository());
            values.put("DOCKER_TAG", image.tag());
            values.put("WERF_IMAGE_NAME", image.name());
            values.put("FINAL", image.isFinal());
            String prefix = prefix(image.name());
            values.forEach((key, value) ->
                    out.append(prefix).append(key).append('=').append(value).append('\n'));
        }
        return out.toString();
    }

    /** Of the variables of an image. */
    static String prefix(String image) {
        return image.isEmpty()
                ? "WERF_"
                : "WERF_" + image.toUpperCase(Locale.ROOT).replaceAll("[/.-]", "_") + "_";
    }
}
