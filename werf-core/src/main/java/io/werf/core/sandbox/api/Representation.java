package io.werf.core.sandbox.api;

import io.werf.core.sandbox.http.Exchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The form in which a client wants objects: whole, or only their metadata. */
enum Representation {
    WHOLE,
    METADATA;

    static Representation of(Exchange exchange) {
        String accept = exchange.header("Accept");
        int plain = accept.indexOf("application/json,");
        int partial = accept.indexOf("as=PartialObjectMetadata");
        return partial >= 0 && (plain < 0 || partial < plain) ? METADATA : WHOLE;
    }

    /** An object in the version of {@code kind}. */
    Map<String, Object> of(Kind kind, Map<String, Object> object) {
        if (this == METADATA) {
            return map(
                    "kind",
                    "PartialObjectMetadata",
                    "apiVersion",
                    "meta.k8s.io/v1",
                    "metadata",
                    object.get("metadata"));
        }
        if (kind.apiVersion().equals(object.get("apiVersion"))) {
            return object;
        }
        Map<String, Object> converted = new LinkedHashMap<>(object);
        converted.put("apiVersion", kind.apiVersion());
        return converted;
    }

    /** A list of objects. */
    Map<String, Object> list(Kind kind, List<Map<String, Object>> items, Map<String, Object> metadata) {
        List<Map<String, Object>> converted =
                items.stream().map(item -> of(kind, item)).toList();
        return this == METADATA
                ? map(
                        "kind",
                        "PartialObjectMetadataList",
                        "apiVersion",
                        "meta.k8s.io/v1",
                        "metadata",
                        metadata,
                        "items",
                        converted)
                : map(
                        "kind",
                        kind.name() + "List",
                        "apiVersion",
                        kind.apiVersion(),
                        "metadata",
                        metadata,
                        "items",
                        converted);
    }

    /** The object of a bookmark, which says only how far the watch has come. */
    Map<String, Object> bookmark(Kind kind, long version) {
        Map<String, Object> object = map("kind", kind.name(), "apiVersion", kind.apiVersion());
        object.put("metadata", Map.of("resourceVersion", Long.toString(version)));
        return of(kind, object);
    }

    private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                map.put(String.valueOf(pairs[i]), value);
            }
        }
        return map;
    }
}
