package io.werf.core.secret;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** The editor did not give the decrypted file back. The encrypted one is as it was. */
public final class SecretEditorException extends WerfException {

    SecretEditorException(String file, String reason, @Nullable Throwable cause) {
        super("editing " + file + ": " + reason + "; nothing is changed", cause);
    }
}
