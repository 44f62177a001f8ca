package io.werf.core;

import java.util.List;

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

    /**
     * One image.
     *
     * @param name in {@code werf.yaml}
     * @param reference full name, {@code repo:digest}
     * @param built whether this run built it; otherwise the repository had it
     */
    public record Image(String name, String reference, boolean built) {}
}
