package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;

/** A line of an ignore file is malformed. */
public final class DockerIgnoreException extends WerfException {

    DockerIgnoreException(String message, Excerpt excerpt, Throwable cause) {
        super(message, excerpt, cause);
    }
}
