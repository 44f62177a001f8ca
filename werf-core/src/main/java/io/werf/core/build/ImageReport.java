package io.werf.core.build;

import io.werf.core.registry.ImageName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    /** How long the build of an image took; empty when it was there. */
    public Optional<Duration> took(String name) {
        return images.stream()
                .filter(entry -> entry.built() && entry.name().equals(name))
                .map(Entry::took)
                .findFirst();
    }

    /** The names of the backends that built something, separated by commas; empty when none did. */
    public Optional<String> backends() {
        return images.stream()
                .flatMap(entry -> entry.backend().stream())
                .distinct()
                .sorted()
                .reduce((one, other) -> one + "," + other);
    }

    /**
     * An image.
     *
     * @param name in {@code werf.yaml}
     * @param image its full name
     * @param built whether this run built and published it
     * @param took how long that took, all platforms together; zero when it was there
     * @param backend by which one; empty when it was there, or no builder was needed
     */
    public record Entry(String name, ImageName image, boolean built, Duration took, Optional<String> backend) {

        /** Of several platforms, or with another configuration: this is what is made of that. */
        Entry madeOf(Entry part) {
            return new Entry(name, image, built, took.plus(part.took), backend.or(part::backend));
        }
    }
}
