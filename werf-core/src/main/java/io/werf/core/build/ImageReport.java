package io.werf.core.build;

import io.werf.core.registry.ImageName;
import java.time.Duration;
import java.util.List;

/**
 * What became of the images of a commit: all are in the repository now.
 *
 * @param images in the order of the names
 */
public record ImageReport(List<Entry> images) {

    /** Copies the list. */
    public ImageReport {
        images = List.copyOf(images);
    }

    /**
     * An image.
     *
     * @param name in {@code werf.yaml}
     * @param image its full name
     * @param built whether this run built and published it
     * @param took how long that took; zero when it was there
     */
    public record Entry(String name, ImageName image, boolean built, Duration took) {}
}
