package io.werf.core;

import io.werf.core.error.WerfException;
import java.util.List;

/** The application has images of its own, and nobody said where they are kept. */
public final class NoRepositoryException extends WerfException {

    private final transient List<String> images;

    NoRepositoryException(List<String> images) {
        super("no repository is given for the images of werf.yaml: " + String.join(", ", images));
        this.images = List.copyOf(images);
    }

    /** Names of the images. */
    public List<String> images() {
        return images;
    }
}
