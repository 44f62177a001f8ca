package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A manifest or an index, exactly as the registry has it.
 *
 * @param mediaType for example {@code application/vnd.docker.distribution.manifest.v2+json}
 * @param digest {@code sha256:…} of the text
 * @param json the text
 */
public record ImageManifest(String mediaType, String digest, String json) {

    /** A manifest to be pushed. */
    public static ImageManifest of(String mediaType, String json) {
        return new ImageManifest(mediaType, ContentDigest.of(json.getBytes(StandardCharsets.UTF_8)), json);
    }

    /** Digest of the image's configuration; empty for an index, or when there is something else in its place. */
    public Optional<String> configDigest() {
        return Tree.string(Json.read(json), "config", "digest").filter(ContentDigest::isDigest);
    }
}
