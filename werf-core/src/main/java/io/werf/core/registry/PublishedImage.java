package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;

/**
 * An image, or a list of such, as it is in the registry.
 *
 * @param details what it says about itself
 */
public record PublishedImage(ImageManifest manifest, ImageDetails details) {

    /** Of the manifest or index. */
    public String digest() {
        return manifest.digest();
    }

    /** Digest of the configuration, which Docker calls the image's id; a list of platforms has that of the list instead. */
    public String id() {
        return manifest.configDigest().orElse(manifest.digest());
    }

    /** Size of configuration and layers as they are in the registry, in bytes; 0 for an index. */
    public long bytes() {
        Object tree = Json.read(manifest.json());
        long bytes = Tree.integer(tree, "config", "size").orElse(0L);
        for (Object layer : Tree.list(tree, "layers")) {
            bytes += Tree.integer(layer, "size").orElse(0L);
        }
        return bytes;
    }
}
