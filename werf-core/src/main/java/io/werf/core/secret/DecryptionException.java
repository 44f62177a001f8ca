package io.werf.core.secret;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** An encrypted text cannot be decrypted: it is damaged, or was encrypted with another key. Never holds the text. */
public final class DecryptionException extends WerfException {

    private final String subject;
    private final String keyOrigin;

    DecryptionException(String subject, String keyOrigin, String reason, @Nullable Throwable cause) {
        super("decrypting " + subject + " with the key in " + keyOrigin + ": " + reason, cause);
        this.subject = subject;
        this.keyOrigin = keyOrigin;
    }

    /** What was being decrypted, for example a file and a key path in it. */
    public String subject() {
        return subject;
    }

    /** Where the key is that was tried. */
    public String keyOrigin() {
        return keyOrigin;
    }
}
