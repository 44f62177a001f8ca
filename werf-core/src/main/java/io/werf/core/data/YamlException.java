package io.werf.core.data;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A text is not YAML, or is YAML that is refused: duplicate keys, recursive aliases, beyond a limit. */
public final class YamlException extends WerfException {

    YamlException(String message, Excerpt excerpt, @Nullable Throwable cause) {
        super(message, excerpt, cause);
    }
}
