package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A file that {@code contextAddFiles} adds to a build context cannot be added. */
public final class AddedFileException extends WerfException {

    private final String path;

    AddedFileException(ImageConfig image, String path, String problem, @Nullable Throwable cause) {
        super(
                image.location() + ": image \"" + image.name() + "\" adds the file " + Paths.join(image.context(), path)
                        + " to its context, but it " + problem,
                cause);
        this.path = Paths.join(image.context(), path);
    }

    /** Relative to the project directory. */
    public String path() {
        return path;
    }
}
