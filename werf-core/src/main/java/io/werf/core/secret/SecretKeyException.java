package io.werf.core.secret;

import io.werf.core.error.FileProblem;
import io.werf.core.error.WerfException;

/** A secret key was found, but it is not one. The message and the fields never hold the key. */
public final class SecretKeyException extends WerfException {

    private final String origin;

    SecretKeyException(String origin, String reason) {
        super("the secret key in " + origin + " cannot be used: " + reason);
        this.origin = origin;
    }

    SecretKeyException(String origin, java.io.IOException cause) {
        super("the secret key in " + origin + " cannot be read: " + FileProblem.reason(cause), cause);
        this.origin = origin;
    }

    /** Where the key is: a variable or a file. */
    public String origin() {
        return origin;
    }
}
