package io.werf.core.image;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** An image cannot be made of a Java module: the build has no such module, or it is not compiled. */
public final class JavaModuleException extends WerfException {

    private final String module;

    JavaModuleException(ImageConfig image, String module, String problem, @Nullable Throwable cause) {
        super(
                image.location() + ": image \"" + image.name() + "\" is made of the Maven module in "
                        + (module.isEmpty() ? "the project directory" : module) + ", but " + problem,
                cause);
        this.module = module;
    }

    /** Its directory relative to the project directory. */
    public String module() {
        return module;
    }
}
