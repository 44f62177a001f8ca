package io.werf.core.registry;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a repository says about one of its images.
 *
 * @param digest of the manifest or index
 * @param created when it was built, of an index the latest of its platforms; empty when the image does not say it (builds that
 *     are reproducible byte by byte give a time near 1970, which counts as none)
 * @param labels of the configuration; of an index those of its platforms together
 * @param parts digests of the manifests that an index consists of
 */
public record ImageDetails(String digest, Optional<Instant> created, Map<String, String> labels, Set<String> parts) {

    /** Copies the collections. */
    public ImageDetails {
        labels = Map.copyOf(labels);
        parts = Set.copyOf(parts);
    }
}
