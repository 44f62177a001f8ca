package io.werf.core.registry.vendor;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/**
 * Deletes images of one repository in the way of its registry. Thread-safe and non-blocking; futures fail with the exceptions of
 * {@link io.werf.core.registry.RegistryClient}.
 */
public interface ImageRemover {

    /**
     * Asks to delete something that does not exist: a registry that can and may delete says that it is not there. Fails when
     * the registry does not delete or the account may not; deletes nothing.
     */
    CompletableFuture<Void> probe();

    /**
     * Deletes an image.
     *
     * @param digest of its manifest
     * @param tags all tags of that manifest; they go with it
     * @return whether it was there
     */
    CompletableFuture<Boolean> remove(String digest, Collection<String> tags);
}
