package io.werf.core.data;

import io.werf.core.error.WerfException;

/** Something that should be JSON is not. */
public final class JsonException extends WerfException {

    JsonException(Exception cause) {
        super("not valid JSON: " + cause.getMessage(), cause);
    }
}
