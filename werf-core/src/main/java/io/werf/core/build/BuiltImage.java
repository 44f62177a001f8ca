package io.werf.core.build;

import java.util.function.Consumer;

/** An image that was built and is not published yet. Between the two is the moment to see whether somebody else was faster. */
@FunctionalInterface
public interface BuiltImage {

    /**
     * Publishes the image under the name of its request.
     *
     * @return how many bytes the registry did not have; -1 when the backend cannot say
     * @throws PushFailedException if it cannot be published
     * @throws InterruptedException if this thread is interrupted
     */
    long push(Consumer<String> output) throws InterruptedException;

    /** Drops what was built only to be pushed. */
    default void discard() {}
}
