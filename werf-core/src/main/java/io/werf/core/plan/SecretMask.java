package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.ResourceId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Replaces the data of Secrets by its length, so that a plan shows that it changes, but not to what. */
final class SecretMask {

    private SecretMask() {}

    /** Changes both trees of one object. */
    static void apply(ResourceId id, Map<String, Object> before, Map<String, Object> after) {
        if (!id.group().isEmpty() || !id.kind().equals("Secret")) {
            return;
        }
        for (String field : List.of("data", "stringData")) {
            Map<String, Object> old = new HashMap<>(Tree.map(before, field));
            mask(
                    after,
                    field,
                    key -> old.containsKey(key) && !Objects.equals(old.get(key), Tree.get(after, field, key)));
            mask(before, field, key -> false);
        }
    }

    private static void mask(Map<String, Object> object, String field, Predicate<String> changed) {
        if (object.get(field) instanceof Map<?, ?>) {
            Tree.map(object, field)
                    .replaceAll((key, value) -> masked(value, field, changed.test(key) ? ", changed" : ""));
        }
    }

    private static String masked(@Nullable Object value, String field, String note) {
        String text = String.valueOf(value);
        return "(" + (field.equals("data") ? decodedLength(text) : text.length()) + " bytes" + note + ")";
    }

    private static int decodedLength(String text) {
        try {
            return Base64.getMimeDecoder().decode(text).length;
        } catch (IllegalArgumentException e) {
            return text.length();
        }
    }
}
