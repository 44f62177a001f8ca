package io.werf.core.secret;

import io.werf.core.error.WerfException;
import java.util.List;

/** There are secrets to be decrypted and there is no key. */
public final class NoSecretKeyException extends WerfException {

    private final transient List<String> lookedIn;

    NoSecretKeyException(List<String> lookedIn) {
        super("no secret key; looked in " + String.join(", ", lookedIn));
        this.lookedIn = List.copyOf(lookedIn);
    }

    /** The places, in the order they were looked in. */
    public List<String> lookedIn() {
        return lookedIn;
    }
}
