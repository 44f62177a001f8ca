package io.werf.core.sandbox.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one repository holds. Guarded by the lock of {@link Contents}. */
final class RepositoryStore {

    /** A manifest as it was pushed. */
    @SuppressWarnings("ArrayRecordComponent") // private to this package and never compared
    record Manifest(String digest, String mediaType, byte[] bytes) {}

    private final Map<String, Blob> blobs = new HashMap<>();
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final NavigableMap<String, String> tags = new TreeMap<>();

    Map<String, Blob> blobs() {
        return blobs;
    }

    Optional<Manifest> manifest(String reference) {
        String digest = reference.contains(":") ? reference : tags.get(reference);
        return Optional.ofNullable(digest == null ? null : manifests.get(digest));
    }

    void put(String reference, Manifest manifest) {
        manifests.put(manifest.digest(), manifest);
        if (!reference.contains(":")) {
            tags.put(reference, manifest.digest());
        }
    }

    /** A tag goes alone; a digest goes with all tags that point to it. */
    boolean delete(String reference) {
        if (!reference.contains(":")) {
            return tags.remove(reference) != null;
        }
        tags.values().removeIf(reference::equals);
        return manifests.remove(reference) != null;
    }

    NavigableSet<String> tags() {
        return new TreeSet<>(tags.keySet());
    }
}
