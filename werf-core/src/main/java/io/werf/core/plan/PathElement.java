package io.werf.core.plan;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Elements of Kubernetes' {@code FieldsV1} that stand for items of lists: {@code k:{"name":"app"}} for the item with these keys,
 * {@code v:"text"} for that value.
 */
final class PathElement {

    private PathElement() {}

    /** Whether an element stands for an item of a list at all. */
    static boolean isItem(String element) {
        return element.startsWith("k:") || element.startsWith("v:");
    }

    /** Whether the element stands for this item of a live list. */
    static boolean means(String element, @Nullable Object item) {
        return means(element, item, false);
    }

    /**
     * The only one of the elements that stands for an item which is to be applied, or null. A key that it lacks may be one that the
     * server will fill in, such as a port's protocol.
     */
    static @Nullable String of(Object item, Collection<String> elements) {
        List<String> found = new ArrayList<>();
        for (String element : elements) {
            if (means(element, item, true)) {
                if (element.startsWith("v:")) {
                    return element;
                }
                found.add(element);
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }

    private static boolean means(String element, @Nullable Object item, boolean orDefault) {
        if (element.startsWith("v:")) {
            return Objects.equals(item, json(element));
        }
        return element.startsWith("k:") && item instanceof Map<?, ?> map && hasKeys(map, json(element), orDefault);
    }

    private static boolean hasKeys(Map<?, ?> item, @Nullable Object keys, boolean orDefault) {
        return keys instanceof Map<?, ?>
                && Tree.map(keys).entrySet().stream().allMatch(key -> {
                    Object value = item.get(key.getKey());
                    return value == null ? orDefault : value.equals(key.getValue());
                });
    }

    private static @Nullable Object json(String element) {
        try {
            return Json.read(element.substring(2));
        } catch (JsonException e) {
            return null;
        }
    }
}
