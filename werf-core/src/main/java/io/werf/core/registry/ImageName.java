package io.werf.core.registry;

/** Full name of an image, {@code registry/path:tag}. */
public record ImageName(Repository repository, String tag) {

    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
