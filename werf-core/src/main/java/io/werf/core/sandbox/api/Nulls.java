package io.werf.core.sandbox.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An applied configuration says nothing about a field that it sets to null. */
final class Nulls {

    private Nulls() {}

    static Map<String, Object> removed(Map<String, Object> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                result.put(key, removed(value));
            }
        });
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Object removed(Object node) {
        if (node instanceof Map<?, ?> map) {
            return removed((Map<String, Object>) map);
        }
        if (node instanceof java.util.List<?> list) {
            return list.stream()
                    .map((@Nullable Object item) -> item == null ? "" : removed(item))
                    .toList();
        }
        return node;
    }
}
