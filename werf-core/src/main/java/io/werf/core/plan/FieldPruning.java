package io.werf.core.plan;

import io.werf.core.data.Tree;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what an apply will remove after a takeover, which the server's dry run cannot know. */
final class FieldPruning {

    private FieldPruning() {}

    /**
     * Removes from a tree what {@code taken} has and {@code staying} has not, both in Kubernetes' {@code FieldsV1} form.
     *
     * @param node is changed
     */
    static void prune(@Nullable Object node, Map<String, Object> taken, Map<String, Object> staying) {
        for (String field : taken.keySet()) {
            if (node instanceof Map<?, ?> map && field.startsWith("f:")) {
                String key = field.substring(2);
                if (isGone(map.get(key), taken, staying, field)) {
                    map.remove(key);
                }
            } else if (node instanceof List<?> list && !field.equals(".")) {
                Iterator<?> items = list.iterator();
                while (items.hasNext()) {
                    Object item = items.next();
                    if (PathElement.means(field, item) && isGone(item, taken, staying, field)) {
                        items.remove();
                    }
                }
            }
        }
    }

    private static boolean isGone(
            @Nullable Object node, Map<String, Object> taken, Map<String, Object> staying, String field) {
        boolean stays = staying.containsKey(field);
        if (!stays && (node instanceof Map<?, ?> || node instanceof List<?>) && field.startsWith("k:")) {
            return true;
        }
        Map<String, Object> inner = Tree.map(taken, field);
        if (inner.isEmpty()) {
            return !stays;
        }
        prune(node, inner, Tree.map(staying, field));
        return !stays
                && ((node instanceof Map<?, ?> map && map.isEmpty())
                        || (node instanceof List<?> list && list.isEmpty()));
    }
}
