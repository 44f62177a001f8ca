package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A Dockerfile breaks the rules of its language. */
public final class DockerfileException extends WerfException {

    DockerfileException(String message, Excerpt excerpt) {
        this(message, excerpt, null);
    }

    DockerfileException(String message, Excerpt excerpt, @Nullable Throwable cause) {
        super(message, excerpt, cause);
    }
}
