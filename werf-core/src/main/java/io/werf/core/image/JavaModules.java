package io.werf.core.image;

import java.nio.file.Path;
import java.util.Optional;

/** The Java modules of the build that runs this. Asked only when {@code werf.yaml} makes an image of one. */
@FunctionalInterface
public interface JavaModules {

    /** The module in that directory, which is absolute and normalised; empty when the build has none there. */
    Optional<JavaModule> find(Path directory);

    /** No build at all. */
    static JavaModules none() {
        return directory -> Optional.empty();
    }
}
