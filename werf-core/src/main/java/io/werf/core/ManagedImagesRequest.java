package io.werf.core;

import java.util.Set;

/**
 * List, and before that change, which names of images clean-ups know of.
 *
 * @param add names to record
 * @param remove names to forget; Git history keeps nothing of their images from then on
 */
public record ManagedImagesRequest(ProjectOptions project, ImageOptions images, Set<String> add, Set<String> remove) {

    /** Copies the sets. */
    public ManagedImagesRequest {
        add = Set.copyOf(add);
        remove = Set.copyOf(remove);
    }
}
