package io.werf.core.registry;

import io.werf.core.image.ImageDigest;

/**
 * A repository of a registry.
 *
 * @param registry host, with a port if there is one, for example {@code localhost:5000} or {@code index.docker.io}
 * @param path path without a leading slash, for example {@code team/shop}
 */
public record Repository(String registry, String path) {

    /** The name under which an image is stored here: {@code repo:digest}. */
    public ImageName image(ImageDigest digest) {
        return new ImageName(this, digest.hex());
    }

    /** As users write it; Docker Hub's host is {@code docker.io} there. */
    @Override
    public String toString() {
        return (registry.equals("index.docker.io") ? "docker.io" : registry) + "/" + path;
    }
}
