package io.werf.core.build;

import io.werf.core.error.WerfException;

/** The local Docker Engine did not do what a clean-up of this host wanted. */
public final class LocalEngineException extends WerfException {

    LocalEngineException(String host, RuntimeException cause) {
        super("cleaning up the Docker Engine at " + host + ": " + cause.getMessage(), cause);
    }
}
