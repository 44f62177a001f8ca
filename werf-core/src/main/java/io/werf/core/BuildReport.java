package io.werf.core;

import io.werf.core.data.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** The form of werf's report file; only what is known without asking the registry again. */
    public String toJson() {
        Map<String, Object> entries = new LinkedHashMap<>();
        images.forEach(image -> entries.put(image.name(), image.tree()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Images", entries);
        return Json.writeIndented(tree);
    }

    /** The same as lines {@code WERF_<NAME>_DOCKER_IMAGE_NAME=…} for shells, as werf writes them. */
    public String toEnv() {
        StringBuilder out = new StringBuilder();
        for (Image image : images) {
            String name = image.name().toUpperCase(Locale.ROOT).replaceAll("[/.-]", "_");
            String prefix = name.isEmpty() ? "WERF_" : "WERF_" + name + "_";
            out.append(prefix + "DOCKER_IMAGE_NAME=" + image.reference() + "\n")
                    .append(prefix + "DOCKER_REPO=" + image.repository() + "\n")
                    .append(prefix + "DOCKER_TAG=" + image.tag() + "\n")
                    .append(prefix + "WERF_IMAGE_NAME=" + image.name() + "\n");
        }
        return out.toString();
    }

    /**
     * One image.
     *
     * @param name in {@code werf.yaml}
     * @param reference full name, {@code repo:digest}
     * @param built whether this run built it; otherwise the repository had it
     */
    public record Image(String name, String reference, boolean built) {

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
            tree.put("DockerImageName", reference);
            tree.put("Rebuilt", built);
            return tree;
        }
    }
}
