package io.werf.core.build;

import io.werf.core.registry.ImageManifest;
import java.util.function.Consumer;

/** An image that was built and is not published yet. Between the two is the moment to see whether somebody else was faster. */
@FunctionalInterface
public interface BuiltImage {

    /**
     * Brings the image into the repository of its request, without giving it its tag.
     *
     * @throws PushFailedException if that fails
     * @throws InterruptedException if this thread is interrupted
     */
    Pushed push(Consumer<String> output) throws InterruptedException;

    /** Drops what was built only to be pushed. */
    default void discard() {}

    /** Whether ONBUILD instructions of a base image ran, which nobody knew when the image's digest was made. */
    default boolean ranTriggers() {
        return false;
    }

    /** What is in the repository then. */
    sealed interface Pushed {

        /** How many bytes the registry did not have; -1 when the backend cannot say. */
        long bytes();

        /**
         * The manifest too.
         *
         * @param digest of the manifest
         */
        record Whole(String digest, long bytes) implements Pushed {}

        /** All but the manifest. */
        record Blobs(ImageManifest manifest, long bytes) implements Pushed {}
    }
}
