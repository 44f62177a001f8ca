package io.werf.core;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What becomes of images that a run needs.
 *
 * @param requireBuilt whether a missing image is an error instead of being built
 * @param report a build's report file, whose images are used as they are: nobody asks the registry for them, and none is built
 * @param describe whether the registry is asked what the images are, for a report with all of it
 */
public record BuildOptions(boolean requireBuilt, Optional<Path> report, boolean describe) {

    /** Missing images are built. */
    public static final BuildOptions DEFAULT = new BuildOptions(false, Optional.empty(), false);
}
