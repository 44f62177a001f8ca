package io.werf.core.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON merge patches, as RFC 7396 has them. */
public final class MergePatch {

    private MergePatch() {}

    /** The patch that makes {@code after} of {@code before}; empty when they are equal. */
    public static Map<String, Object> between(Map<String, Object> before, Map<String, Object> after) {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        before.keySet().forEach(key -> {
            if (!after.containsKey(key)) {
                patch.put(key, null);
            }
        });
        after.forEach((key, value) -> {
            Object old = before.get(key);
            if (old instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                Map<String, Object> inner = between(Tree.map(old), Tree.map(value));
                if (!inner.isEmpty()) {
                    patch.put(key, inner);
                }
            } else if (!Objects.equals(old, value)) {
                patch.put(key, value);
            }
        });
        return Nulls.allowed(patch);
    }
}
