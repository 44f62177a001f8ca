package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import java.util.List;
import java.util.Optional;

/** The {@code target} of an image is no stage of its Dockerfile. */
public final class UnknownTargetException extends WerfException {

    private final String target;

    UnknownTargetException(ImageConfig image, Dockerfile dockerfile, List<String> names, Optional<String> nearest) {
        super(image.location() + ": image \"" + image.name() + "\" has the target \""
                + image.target().orElse("") + "\", but " + dockerfile.path() + " has "
                + (names.isEmpty() ? "no stage with a name" : "the stages " + String.join(", ", names))
                + nearest.map(name -> "; did you mean \"" + name + "\"?").orElse(""));
        this.target = image.target().orElse("");
    }

    /** As it stands in {@code werf.yaml}. */
    public String target() {
        return target;
    }
}
