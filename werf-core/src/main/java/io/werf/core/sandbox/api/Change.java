package io.werf.core.sandbox.api;

import java.util.Map;
import java.util.Optional;

/**
 * One write to the store.
 *
 * @param object the object after it, for {@code DELETED} as it last was
 * @param before the object before it
 */
public record Change(
        Type type, String resource, Map<String, Object> object, Optional<Map<String, Object>> before, long version) {

    /** As in watch events. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}
