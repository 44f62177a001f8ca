package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import java.util.List;

/** Nobody says which class starts the program of an image, and not exactly one class of its module could. */
public final class MainClassException extends WerfException {

    private final transient List<String> candidates;

    MainClassException(ImageConfig image, List<String> candidates) {
        super(image.location() + ": image \"" + image.name() + "\" does not say which class starts its program, and "
                + (candidates.isEmpty()
                        ? "no class of the module has a main method"
                        : candidates.size() + " classes of the module have a main method: "
                                + String.join(", ", candidates)));
        this.candidates = List.copyOf(candidates);
    }

    /** Full names, sorted. */
    public List<String> candidates() {
        return candidates;
    }
}
