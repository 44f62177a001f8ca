package io.werf.core.sandbox.apply;

import io.werf.core.data.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads, removes and merges fields of trees by the steps of a {@link FieldSet}. */
final class Fields {

    private Fields() {}

    /** The value at a path, or null. */
    static @Nullable Object at(@Nullable Object tree, List<String> path) {
        Object node = tree;
        for (String step : path) {
            node = child(node, step);
        }
        return node;
    }

    private static @Nullable Object child(@Nullable Object node, String step) {
        String rest = step.substring(2);
        if (step.startsWith("f:")) {
            return node instanceof Map<?, ?> map ? map.get(rest) : null;
        }
        if (!(node instanceof List<?> list)) {
            return null;
        }
        return list.stream().filter(item -> matches(item, step)).findFirst().orElse(null);
    }

    private static boolean matches(@Nullable Object item, String step) {
        Object wanted = Json.read(step.substring(2));
        if (step.startsWith("v:")) {
            return Objects.equals(item, wanted);
        }
        if (!(item instanceof Map<?, ?> map) || !(wanted instanceof Map<?, ?> keys)) {
            return false;
        }
        return keys.entrySet().stream().allMatch(key -> {
            Object value = map.get(key.getKey());
            boolean defaulted = value == null && "protocol".equals(key.getKey()) && "TCP".equals(key.getValue());
            return defaulted || Objects.equals(value, key.getValue());
        });
    }

    /** Removes the value at a path, then what became empty above it. */
    static void remove(@Nullable Object node, List<String> path) {
        if (node == null || path.isEmpty()) {
            return;
        }
        String step = path.get(0);
        if (path.size() > 1) {
            Object child = child(node, step);
            remove(child, path.subList(1, path.size()));
            boolean empty = (child instanceof Map<?, ?> map && map.isEmpty())
                    || (child instanceof List<?> list && list.isEmpty());
            if (!empty) {
                return;
            }
        }
        if (node instanceof Map<?, ?> map && step.startsWith("f:")) {
            map.remove(step.substring(2));
        } else if (node instanceof List<?> list) {
            for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                if (matches(items.next(), step)) {
                    items.remove();
                    return;
                }
            }
        }
    }

    /** {@code applied} over {@code live}: maps and lists known by keys are merged, everything else is replaced. */
    static @Nullable Object merge(@Nullable Object live, @Nullable Object applied, String field, Structure structure) {
        if (live instanceof Map<?, ?> old && applied instanceof Map<?, ?> map && !structure.isAtomicMap(field)) {
            Map<Object, @Nullable Object> merged = new LinkedHashMap<>(old);
            map.forEach((key, value) -> merged.put(key, merge(old.get(key), value, String.valueOf(key), structure)));
            return merged;
        }
        if (live instanceof List<?> old && applied instanceof List<?> list) {
            if (structure.isSet(field)) {
                List<@Nullable Object> union = new ArrayList<>(list);
                old.stream().filter(item -> !list.contains(item)).forEach(union::add);
                return union;
            }
            Optional<List<String>> keys = structure
                    .keys(field, list)
                    .filter(k -> structure.keys(field, old).isPresent());
            if (keys.isPresent()) {
                return mergeItems(old, list, keys.get(), structure);
            }
        }
        return applied;
    }

    // The applied order counts; items of others follow.
    private static List<@Nullable Object> mergeItems(
            List<?> live, List<?> applied, List<String> keys, Structure structure) {
        Map<String, @Nullable Object> byKey = new LinkedHashMap<>();
        for (Object item : applied) {
            byKey.put(Structure.keyStep(keys, (Map<?, ?>) item), item);
        }
        for (Object item : live) {
            String step = Structure.keyStep(keys, (Map<?, ?>) item);
            byKey.put(step, byKey.containsKey(step) ? merge(item, byKey.get(step), "", structure) : item);
        }
        return new ArrayList<>(byKey.values());
    }
}
