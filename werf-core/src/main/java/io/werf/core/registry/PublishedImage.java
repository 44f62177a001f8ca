package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import java.util.Optional;

/**
 * What the manifest of an image says about it.
 *
 * @param digest of the manifest or index
 * @param id digest of the configuration, which Docker calls the image's id; empty for an index
 * @param bytes of configuration and layers as they are in the registry; 0 for an index
 */
public record PublishedImage(String digest, Optional<String> id, long bytes) {

    /** Reads a manifest. */
    public static PublishedImage of(ImageManifest manifest) {
        Object tree = Json.read(manifest.json());
        long bytes = Tree.integer(tree, "config", "size").orElse(0L);
        for (Object layer : Tree.list(tree, "layers")) {
            bytes += Tree.integer(layer, "size").orElse(0L);
        }
        return new PublishedImage(manifest.digest(), manifest.configDigest(), bytes);
    }
}
