package io.werf.core.build;

import io.werf.core.error.WerfException;
import io.werf.core.registry.ImageName;
import org.jspecify.annotations.Nullable;

/** An image was built and its builder could not publish it. */
public final class PushFailedException extends WerfException {

    private final transient ImageName image;
    private final String backend;

    PushFailedException(ImageName image, String backend, String problem, @Nullable Throwable cause) {
        super("cannot publish " + image + " with " + backend + ": " + problem, cause);
        this.image = image;
        this.backend = backend;
    }

    /** The name under which it was to be published. */
    public ImageName image() {
        return image;
    }

    /** Which backend was at work. */
    public String backend() {
        return backend;
    }
}
