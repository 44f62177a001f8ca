package io.werf.core.config;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;

/** {@code werf.yaml} is YAML, but not what it should be: an unknown key, a wrong type, a missing or impossible value. */
public final class ConfigException extends WerfException {

    ConfigException(String message, Excerpt excerpt) {
        super(message, excerpt, null);
    }
}
