package io.werf.core.build;

import io.werf.core.image.TargetImage;
import java.util.function.Consumer;

/** A way to build images. Implementations are thread-safe: several images are built at once. */
public interface BuildBackend extends AutoCloseable {

    /** {@code buildkit}, {@code docker} or {@code daemonless}. */
    String name();

    /** Whether this machine can build this image this way. Asked before each build; what it finds out it remembers. */
    Verdict check(TargetImage image);

    /** Whether the same files always give the same bytes. */
    default boolean isReproducible() {
        return false;
    }

    /**
     * Builds an image without publishing it.
     *
     * @param output takes one useful line of output at a time, from any thread, one at a time
     * @throws BuildFailedException if the image cannot be built
     * @throws InterruptedException if this thread is interrupted; the build is ended then
     */
    BuiltImage build(BuildSpec request, Consumer<String> output) throws InterruptedException;

    /** Drops connections; nothing is asked of it afterwards. */
    @Override
    default void close() {}

    /** The answer to {@link #check}. */
    sealed interface Verdict {

        /** It can; {@code how} describes the tool, for example {@code docker 28.2.2, buildx 0.13.1}. */
        record Can(String how) implements Verdict {}

        /** It cannot; {@code why} says what is missing where. */
        record Cannot(String why) implements Verdict {}
    }
}
