package io.werf.core;

import io.werf.core.registry.vendor.VendorSettings;
import java.util.Set;

/**
 * List, and before that change, which names of images clean-ups know of.
 *
 * @param vendor how the registry deletes, where that does not show
 * @param add names to record
 * @param remove names to forget; Git history keeps nothing of their images from then on
 */
public record ManagedImagesRequest(
        ProjectOptions project, ImageOptions images, VendorSettings vendor, Set<String> add, Set<String> remove) {

    /** Copies the sets. */
    public ManagedImagesRequest {
        add = Set.copyOf(add);
        remove = Set.copyOf(remove);
    }
}
