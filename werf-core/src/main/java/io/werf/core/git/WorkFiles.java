package io.werf.core.git;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Files of the work tree that lie over those of a commit. Thread-safe. */
interface WorkFiles {

    /** The file at a path, if this layer has one. */
    Optional<WorkFile> find(String path);

    /** Whether there is no such file, although the commit may have one. */
    boolean isGone(String path);

    /** Whether files below a directory may be gone. */
    boolean mayBeGoneBelow(String directory);

    /** Tells the files below a directory, in no order. */
    void list(String directory, Predicate<String> enter, Consumer<TreeEntry> found);
}
