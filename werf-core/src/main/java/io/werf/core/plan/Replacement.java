package io.werf.core.plan;

import io.werf.core.data.MergePatch;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is wanted in the place of what is ours, together with what servers have filled in there.
 *
 * <p>Server-side apply removes only single fields that are ours. When a chart turns a volume from a {@code configMap} into an
 * {@code emptyDir}, a probe from {@code httpGet} into {@code exec}, or the strategy into {@code Recreate}, then defaults of the
 * server ({@code defaultMode}, {@code scheme}, {@code rollingUpdate}) are left beside the new kind, and the server refuses both
 * together. So the object is patched first, to what it will be.
 *
 * <p>As {@link LocalComparison} does, it learns from {@code metadata.managedFields} whose a field is and which lists are merged by
 * which keys. What nobody manages stays, for example an allocated {@code clusterIP}.
 */
public final class Replacement {

    private Replacement() {}

    /**
     * The JSON merge patch that replaces what is ours, made of this version of {@code live}.
     *
     * @param relinquished paths that stop being ours and keep their values, for example {@code spec.replicas}
     */
    public static Map<String, Object> patch(KubeObject live, KubeObject wanted, List<String> relinquished) {
        Map<String, Object> ours = ManagedFields.fieldsToBeOurs(live);
        relinquished.forEach(path -> ManagedFields.remove(ours, path));
        Map<String, Object> fresh = merged(live.body(), wanted.body(), ours, ManagedFields.fieldsOfOthers(live));
        return MergePatch.between(live.body(), fresh);
    }

    private static Map<String, Object> merged(
            Map<String, Object> live,
            Map<String, Object> wanted,
            Map<String, Object> ours,
            Map<String, Object> others) {
        Map<String, Object> merged = new LinkedHashMap<>();
        live.forEach((key, value) -> {
            String field = "f:" + key;
            if (wanted.get(key) != null) {
                merged.put(key, merged(value, wanted.get(key), Tree.map(ours, field), Tree.map(others, field)));
            } else if (others.containsKey(field)) {
                rest(value, Tree.map(ours, field), Tree.map(others, field)).ifPresent(rest -> merged.put(key, rest));
            } else if (!ours.containsKey(field) && !excludes(key, live, wanted)) {
                merged.put(key, value);
            }
        });
        wanted.forEach((key, value) -> {
            if (value != null) {
                merged.putIfAbsent(key, value);
            }
        });
        return merged;
    }

    /** Whether a field that the server has filled in cannot stand beside what is wanted. */
    private static boolean excludes(String key, Map<String, Object> live, Map<String, Object> wanted) {
        return switch (key) {
            case "rollingUpdate" ->
                wanted.get("type") != null && !wanted.get("type").equals(live.get("type"));
            case "emptyDir" -> wanted.size() > 1; // a volume with a name and a source
            default -> false;
        };
    }

    private static Object merged(
            @Nullable Object live, Object wanted, Map<String, Object> ours, Map<String, Object> others) {
        if (live instanceof Map<?, ?> && wanted instanceof Map<?, ?>) {
            return merged(Tree.map(live), Tree.map(wanted), ours, others);
        }
        if (live instanceof List<?> && wanted instanceof List<?>) {
            return mergedList(Tree.list(live), Tree.list(wanted), ours, others);
        }
        return wanted;
    }

    /** What others have in a value of which nothing is wanted any more. */
    private static Optional<Object> rest(@Nullable Object live, Map<String, Object> ours, Map<String, Object> others) {
        if (live == null || others.isEmpty() || ours.isEmpty()) {
            return Optional.ofNullable(live);
        }
        Object rest = live instanceof Map<?, ?>
                ? merged(Tree.map(live), Map.of(), ours, others)
                : live instanceof List<?> ? mergedList(Tree.list(live), List.of(), ours, others) : live;
        return Optional.of(rest);
    }

    /** What is wanted, in its order, and then the items that are not ours. */
    private static List<Object> mergedList(
            List<Object> live, List<Object> wanted, Map<String, Object> ours, Map<String, Object> others) {
        Set<String> keys = new LinkedHashSet<>(ours.keySet());
        keys.addAll(others.keySet());
        keys.removeIf(key -> !PathElement.isItem(key));
        if (keys.isEmpty()) {
            return wanted.isEmpty() && !others.isEmpty() ? live : wanted;
        }
        List<Object> left = new ArrayList<>(live);
        List<Object> merged = new ArrayList<>();
        for (Object item : wanted) {
            Optional<String> key = Optional.ofNullable(PathElement.of(item, keys));
            Optional<Object> old = key.flatMap(element -> left.stream()
                    .filter(candidate -> PathElement.means(element, candidate))
                    .findFirst());
            old.ifPresent(left::remove);
            merged.add(
                    old.isEmpty()
                            ? item
                            : merged(old.get(), item, Tree.map(ours, key.get()), Tree.map(others, key.get())));
        }
        for (Object item : left) {
            boolean foreign = others.keySet().stream().anyMatch(element -> PathElement.means(element, item));
            if (foreign || ours.keySet().stream().noneMatch(element -> PathElement.means(element, item))) {
                merged.add(item);
            }
        }
        return merged;
    }
}
