package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides without the server whether an apply would change nothing. It would not when every leaf that we send is ours
 * already and has that value, and nothing is ours that we no longer send. {@code metadata.managedFields} says what is ours;
 * it also says which lists are merged by which keys, so no schema is needed.
 *
 * <p>A "no" only means "perhaps": the server is asked then.
 */
final class LocalComparison {

    private LocalComparison() {}

    /** Whether applying {@code wanted} would certainly leave {@code live} as it is. */
    static boolean isUnchanged(KubeObject wanted, KubeObject live) {
        return isUnchanged(wanted, live, List.of());
    }

    /** @param relinquished paths that do not count, although they may be ours, for example {@code spec.replicas} */
    static boolean isUnchanged(KubeObject wanted, KubeObject live, List<String> relinquished) {
        Map<String, Object> fields = Tree.copy(ownFields(live));
        relinquished.forEach(path -> ManagedFields.remove(fields, path));
        if (fields.isEmpty()) {
            return false;
        }
        return mapSame(Cleaned.of(wanted.body()), live.body(), fields, List.of());
    }

    /** What our applies own of the object, in Kubernetes' {@code FieldsV1} form; empty when we never applied it. */
    static Map<String, Object> ownFields(KubeObject live) {
        for (Object entry : Tree.list(live.body(), "metadata", "managedFields")) {
            if (Tree.string(entry, "manager").orElse("").equals("helm")
                    && Tree.string(entry, "operation").orElse("").equals("Apply")
                    && Tree.string(entry, "subresource").orElse("").isEmpty()) {
                return Tree.map(entry, "fieldsV1");
            }
        }
        return Map.of();
    }

    private static boolean same(
            @Nullable Object wanted, @Nullable Object live, Map<String, Object> fields, List<String> path) {
        if (fields.isEmpty()) {
            // A leaf: a scalar, an empty map or list, or a whole that is not merged.
            return (isEmpty(wanted) && isEmpty(live)) || equal(wanted, live, path);
        }
        if (wanted instanceof Map<?, ?>) {
            return live instanceof Map<?, ?> && mapSame(Tree.map(wanted), Tree.map(live), fields, path);
        }
        if (wanted instanceof List<?> && live instanceof List<?>) {
            return listSame(Tree.list(wanted), Tree.list(live), fields, path);
        }
        return false;
    }

    private static boolean mapSame(
            Map<String, Object> wanted, Map<String, Object> live, Map<String, Object> fields, List<String> path) {
        for (Map.Entry<String, Object> entry : wanted.entrySet()) {
            String key = entry.getKey();
            if (isIdentity(path, key)) {
                continue;
            }
            Object value = entry.getValue();
            if (!fields.containsKey("f:" + key)) {
                if (isEmpty(value) && isEmpty(live.get(key))) {
                    continue;
                }
                return false;
            }
            if (!same(value, live.get(key), Tree.map(fields, "f:" + key), append(path, key))) {
                return false;
            }
        }
        boolean annotations = path.equals(List.of("metadata", "annotations"));
        for (String field : fields.keySet()) {
            if (field.startsWith("f:")
                    && !wanted.containsKey(field.substring(2))
                    && !(annotations && Cleaned.isIgnoredAnnotation(field.substring(2)))
                    && !isOnlyIgnored(field, fields, path)) {
                return false;
            }
        }
        return true;
    }

    /** Fields that name the object are never owned. */
    private static boolean isIdentity(List<String> path, String key) {
        return path.isEmpty()
                ? key.equals("apiVersion") || key.equals("kind")
                : path.equals(List.of("metadata")) && (key.equals("name") || key.equals("namespace"));
    }

    /** We own annotations, but only such as do not count. */
    private static boolean isOnlyIgnored(String field, Map<String, Object> fields, List<String> path) {
        return field.equals("f:annotations")
                && path.equals(List.of("metadata"))
                && Tree.map(fields, field).keySet().stream()
                        .allMatch(name -> name.equals(".") || Cleaned.isIgnoredAnnotation(name.substring(2)));
    }

    private static boolean listSame(
            List<Object> wanted, List<Object> live, Map<String, Object> fields, List<String> path) {
        Set<String> ours = new HashSet<>(fields.keySet());
        ours.remove(".");
        int last = -1;
        for (Object item : wanted) {
            String key = PathElement.of(item, ours);
            int position = key == null ? -1 : position(key, live);
            if (key == null || position <= last) { // not ours, gone, or in another order
                return false;
            }
            last = position;
            ours.remove(key);
            if (key.startsWith("k:") && !itemSame(item, live.get(position), Tree.map(fields, key), path)) {
                return false;
            }
        }
        return ours.isEmpty();
    }

    private static boolean itemSame(Object wanted, Object live, Map<String, Object> fields, List<String> path) {
        return same(wanted, live, fields, append(path, "[]"));
    }

    private static int position(String element, List<Object> live) {
        for (int i = 0; i < live.size(); i++) {
            if (PathElement.means(element, live.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEmpty(@Nullable Object node) {
        return node == null
                || (node instanceof Map<?, ?> map && map.isEmpty())
                || (node instanceof List<?> list && list.isEmpty());
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b, List<String> path) {
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream()
                            .allMatch(e -> equal(e.getValue(), right.get(e.getKey()), append(path, "" + e.getKey())));
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            if (left.size() != right.size()) {
                return false;
            }
            for (int i = 0; i < left.size(); i++) {
                if (!equal(left.get(i), right.get(i), append(path, "[]"))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(a, b) || (Quantity.isQuantity(path) && Quantity.equal(a, b));
    }

    private static List<String> append(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
