package io.werf.core.registry;

import io.werf.core.error.WerfException;
import java.io.IOException;

/** A registry sends something else as a blob than what the blob's digest says, or not all of it. */
public final class BlobUnreadableException extends WerfException {

    private final String repository;
    private final String digest;

    BlobUnreadableException(Repository repository, String digest, IOException cause) {
        super("the blob " + digest + " of " + repository + " cannot be read whole: " + cause.getMessage(), cause);
        this.repository = repository.toString();
        this.digest = digest;
    }

    /** As users write it. */
    public String repository() {
        return repository;
    }

    /** The digest that the blob should have. */
    public String digest() {
        return digest;
    }
}
