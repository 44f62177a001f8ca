package io.werf.core.build;

import io.werf.core.error.WerfException;
import io.werf.core.image.TargetImage;

/** A base image does not exist for the platform that an image is to be made for: what is made of it would not run there. */
public final class BasePlatformException extends WerfException {

    private final String base;
    private final String platform;

    BasePlatformException(TargetImage image, String base, Platform platform) {
        super("image \"" + image.name() + "\" cannot be built: base image " + base + " is not made for " + platform);
        this.base = base;
        this.platform = platform.toString();
    }

    /** The name of the base image. */
    public String base() {
        return base;
    }

    /** {@code os/architecture[/variant]}. */
    public String platform() {
        return platform;
    }
}
