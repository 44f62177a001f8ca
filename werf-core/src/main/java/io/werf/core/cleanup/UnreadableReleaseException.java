package io.werf.core.cleanup;

import io.werf.core.error.WerfException;

/** A release record cannot be read, so nobody knows which images it needs. */
public final class UnreadableReleaseException extends WerfException {

    private final String secret;

    UnreadableReleaseException(String secret, Exception cause) {
        super("cannot look for images in release record " + secret + ": " + cause.getMessage(), cause);
        this.secret = secret;
    }

    /** Namespace and name of the Secret. */
    public String secret() {
        return secret;
    }
}
