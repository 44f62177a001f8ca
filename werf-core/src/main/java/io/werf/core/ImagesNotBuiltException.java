package io.werf.core;

import io.werf.core.error.WerfException;
import java.util.List;

/** The repository lacks images, and the run was told to build none. */
public final class ImagesNotBuiltException extends WerfException {

    private final transient List<String> images;

    ImagesNotBuiltException(String repository, List<String> images) {
        super("images are not built, and this run builds none: " + repository + " lacks " + String.join(", ", images));
        this.images = List.copyOf(images);
    }

    /** Names of the images. */
    public List<String> images() {
        return images;
    }
}
