package io.werf.core.build;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A secret that a build needs is not on this machine. */
public final class SecretUnreadableException extends WerfException {

    private final String id;

    SecretUnreadableException(ImageConfig image, String id, String problem, @Nullable Throwable cause) {
        super(
                image.location() + ": image \"" + image.name() + "\" needs the secret \"" + id + "\", but " + problem,
                cause);
        this.id = id;
    }

    /** The secret's id in {@code werf.yaml}. */
    public String id() {
        return id;
    }
}
