package io.werf.core.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one place that says: trees hold nulls, although their declared types cannot say so conveniently. */
final class Nulls {

    private Nulls() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> allowed(Map<String, @Nullable Object> map) {
        return (Map<String, Object>) (Map<String, ?>) map;
    }

    @SuppressWarnings("unchecked")
    static List<Object> allowed(List<@Nullable Object> list) {
        return (List<Object>) (List<?>) list;
    }
}
