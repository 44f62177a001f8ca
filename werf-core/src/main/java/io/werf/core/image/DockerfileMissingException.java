package io.werf.core.image;

import io.werf.core.error.Location;
import io.werf.core.error.WerfException;

/** The commit does not have the Dockerfile of an image. */
public final class DockerfileMissingException extends WerfException {

    private final String dockerfile;
    private final transient Location location;

    DockerfileMissingException(String dockerfile, String image, Location location) {
        super(location + ": image \"" + image + "\" is built from " + dockerfile + ", which the commit does not have");
        this.dockerfile = dockerfile;
        this.location = location;
    }

    /** Path relative to the project directory. */
    public String dockerfile() {
        return dockerfile;
    }

    /** The image's section in {@code werf.yaml}. */
    public Location location() {
        return location;
    }
}
