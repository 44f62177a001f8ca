package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON merge patch (RFC 7386) and JSON patch (RFC 6902). */
final class Patches {

    private Patches() {}

    static Map<String, Object> merge(Map<String, Object> target, Map<String, Object> patch) {
        Map<String, Object> result = new LinkedHashMap<>(target);
        patch.forEach((key, value) -> {
            if (value == null) {
                result.remove(key);
            } else if (value instanceof Map<?, ?>) {
                result.put(key, merge(Tree.map(result, key), Tree.map(patch, key)));
            } else {
                result.put(key, value);
            }
        });
        return result;
    }

    static Map<String, Object> json(Map<String, Object> target, List<Object> operations) {
        for (Object operation : operations) {
            String path = Tree.string(operation, "path").orElse("");
            Object value = Tree.get(operation, "value");
            switch (Tree.string(operation, "op").orElse("")) {
                case "add" -> set(target, path, value, true);
                case "replace" -> set(target, path, value, false);
                case "remove" -> remove(target, path);
                case "move" -> {
                    String from = Tree.string(operation, "from").orElse("");
                    Object moved = get(target, from);
                    remove(target, from);
                    set(target, path, moved, true);
                }
                case "copy" -> {
                    Object copied = get(target, Tree.string(operation, "from").orElse(""));
                    set(target, path, copied == null ? null : Tree.copy(copied), true);
                }
                case "test" -> {
                    if (!Objects.equals(get(target, path), value)) {
                        throw ApiFailure.of(
                                422,
                                "Invalid",
                                "the server rejected our request due to an error in our" + " request: testing path "
                                        + path + " failed");
                    }
                }
                default -> throw ApiFailure.badRequest("unknown JSON patch operation");
            }
        }
        return target;
    }

    private static List<String> steps(String pointer) {
        if (!pointer.startsWith("/")) {
            throw ApiFailure.badRequest("a JSON pointer must begin with a slash: " + pointer);
        }
        List<String> steps = new ArrayList<>();
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static @Nullable Object get(Object target, String pointer) {
        Object node = target;
        for (String step : steps(pointer)) {
            if (node instanceof List<?> list) {
                node = list.get(index(step, list.size() - 1));
            } else {
                node = Tree.get(node, step);
            }
        }
        return node;
    }

    private static Object parent(Object target, String pointer) {
        int slash = pointer.lastIndexOf('/');
        Object parent = slash <= 0 ? target : get(target, pointer.substring(0, slash));
        if (parent == null) {
            throw ApiFailure.of(422, "Invalid", "the path " + pointer + " has no parent");
        }
        return parent;
    }

    private static String last(String pointer) {
        List<String> steps = steps(pointer);
        return steps.get(steps.size() - 1);
    }

    private static void set(Object target, String pointer, @Nullable Object value, boolean insert) {
        Object parent = parent(target, pointer);
        String step = last(pointer);
        if (parent instanceof List<?>) {
            @SuppressWarnings("unchecked")
            List<@Nullable Object> list = (List<@Nullable Object>) parent;
            if (!insert) {
                list.set(index(step, list.size() - 1), value);
            } else {
                list.add(step.equals("-") ? list.size() : index(step, list.size()), value);
            }
        } else if (parent instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> map = (Map<String, @Nullable Object>) parent;
            map.put(step, value);
        }
    }

    private static void remove(Object target, String pointer) {
        Object parent = parent(target, pointer);
        String step = last(pointer);
        if (parent instanceof List<?> list) {
            list.remove(index(step, list.size() - 1));
        } else if (parent instanceof Map<?, ?> map) {
            if (!map.containsKey(step)) {
                throw ApiFailure.of(422, "Invalid", "there is nothing to remove at " + pointer);
            }
            map.remove(step);
        }
    }

    private static int index(String step, int max) {
        if (step.length() < 10 && step.chars().allMatch(Character::isDigit) && !step.isEmpty()) {
            int index = Integer.parseInt(step);
            if (index <= max) {
                return index;
            }
        }
        throw ApiFailure.of(422, "Invalid", "no item of a list: " + step);
    }
}
