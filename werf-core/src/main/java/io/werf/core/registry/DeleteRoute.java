package io.werf.core.registry;

/**
 * How a registry deletes what a tag or a digest refers to.
 *
 * @param path below the repository, before the reference
 * @param actions what a token must allow
 */
public record DeleteRoute(String path, String actions) {

    /** Of the OCI distribution specification; registries may leave it out. */
    public static final DeleteRoute STANDARD = new DeleteRoute("manifests/", "pull,push,delete");
}
