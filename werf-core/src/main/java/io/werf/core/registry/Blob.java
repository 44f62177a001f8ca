package io.werf.core.registry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Content to be pushed.
 *
 * @param digest {@code sha256:…} of the content
 * @param size in bytes
 * @param content opens the content; called again when an upload is repeated
 */
public record Blob(String digest, long size, Supplier<InputStream> content) {

    /** A small blob. */
    public static Blob of(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Blob(ContentDigest.of(copy), copy.length, () -> new ByteArrayInputStream(copy));
    }
}
