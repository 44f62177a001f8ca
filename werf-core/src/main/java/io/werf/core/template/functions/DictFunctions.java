package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps. {@code set}, {@code unset} and the merging functions change the map that they are given, as in Sprig. */
final class DictFunctions {

    private static final int DEEPEST = 500;

    private DictFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "dict" -> dict(a);
            case "get" -> get(a);
            case "set" -> set(a);
            case "unset" -> unset(a);
            case "hasKey" -> a.map(0).containsKey(a.string(1));
            case "pluck" -> pluck(a);
            case "keys" -> keys(a);
            case "values" -> new ArrayList<>(GoValues.sorted(a.map(0)).values());
            case "pick" -> pick(a);
            case "omit" -> omit(a);
            case "merge" -> merge(a, false);
            case "mustMerge" -> merge(a, false);
            case "mergeOverwrite" -> merge(a, true);
            case "mustMergeOverwrite" -> merge(a, true);
            case "deepCopy" -> deepCopy(a);
            case "mustDeepCopy" -> deepCopy(a);
            case "dig" -> dig(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static Map<String, @Nullable Object> dict(Arguments arguments) {
        Map<String, @Nullable Object> dict = new LinkedHashMap<>();
        for (int i = 0; i < arguments.count(); i += 2) {
            // A key without a value gets the empty string, as in Sprig.
            dict.put(TextFunctions.text(arguments.get(i)), arguments.getOr(i + 1, ""));
        }
        return dict;
    }

    private static @Nullable Object get(Arguments arguments) {
        Map<String, @Nullable Object> map = arguments.map(0);
        String key = arguments.string(1);
        return map.containsKey(key) ? map.get(key) : "";
    }

    private static Object set(Arguments arguments) {
        Map<String, @Nullable Object> map = arguments.map(0);
        Limits.requireList(map.size());
        map.put(arguments.string(1), arguments.get(2));
        return map;
    }

    private static Object unset(Arguments arguments) {
        Map<String, @Nullable Object> map = arguments.map(0);
        map.remove(arguments.string(1));
        return map;
    }

    private static @Nullable Object deepCopy(Arguments arguments) {
        Object original = arguments.get(0);
        Limits.requireTree(original);
        return original == null ? null : Tree.copy(original);
    }

    private static List<@Nullable Object> pluck(Arguments arguments) {
        List<@Nullable Object> found = new ArrayList<>();
        for (int i = 1; i < arguments.count(); i++) {
            Map<String, @Nullable Object> map = arguments.map(i);
            if (map.containsKey(arguments.string(0))) {
                found.add(map.get(arguments.string(0)));
            }
        }
        return found;
    }

    /** In order, although Go gives them in none: output that changes from run to run helps nobody. */
    private static List<Object> keys(Arguments arguments) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < arguments.count(); i++) {
            keys.addAll(GoValues.sorted(arguments.map(i)).keySet());
        }
        return new StringList(keys);
    }

    private static Map<String, @Nullable Object> pick(Arguments arguments) {
        Map<String, @Nullable Object> map = arguments.map(0);
        Map<String, @Nullable Object> picked = new LinkedHashMap<>();
        for (int i = 1; i < arguments.count(); i++) {
            if (map.containsKey(arguments.string(i))) {
                picked.put(arguments.string(i), map.get(arguments.string(i)));
            }
        }
        return picked;
    }

    private static Map<String, @Nullable Object> omit(Arguments arguments) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(arguments.map(0));
        for (int i = 1; i < arguments.count(); i++) {
            rest.remove(arguments.string(i));
        }
        return rest;
    }

    private static Map<String, @Nullable Object> merge(Arguments arguments, boolean overwrite) {
        Map<String, @Nullable Object> target = arguments.map(0);
        for (int i = 1; i < arguments.count(); i++) {
            Limits.requireTree(arguments.get(i));
            merge(target, arguments.map(i), overwrite, 0);
        }
        return target;
    }

    /** Maps are merged; of other values the first that is not empty counts, or with {@code overwrite} the last, be it null. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // merging a map into itself changes nothing
    private static void merge(
            Map<String, @Nullable Object> target, Map<String, @Nullable Object> source, boolean overwrite, int depth) {
        if (depth > DEEPEST) {
            throw FunctionException.of("cannot be merged: nested deeper than " + DEEPEST);
        }
        if (target == source) {
            return;
        }
        source.forEach((key, value) -> {
            Object old = target.get(key);
            if (old instanceof Map<?, ?> oldMap
                    && value instanceof Map<?, ?> newMap
                    && (overwrite || !oldMap.isEmpty())) {
                merge(
                        (Map<String, @Nullable Object>) oldMap,
                        (Map<String, @Nullable Object>) newMap,
                        overwrite,
                        depth + 1);
            } else if (overwrite || (value != null && GoValues.isEmpty(old))) {
                target.put(key, value);
            }
        });
    }

    private static @Nullable Object dig(Arguments arguments) {
        int keys = arguments.count() - 2;
        if (keys < 1) {
            throw FunctionException.of("dig needs at least three arguments");
        }
        Object node = arguments.last();
        for (int i = 0; i < keys; i++) {
            if (!(node instanceof Map<?, ?> map)) {
                throw FunctionException.of("interface conversion: interface {} is "
                        + (node == null ? "nil" : GoTypes.name(node)) + ", not map[string]interface {}");
            }
            if (!(arguments.get(i) instanceof String key)) {
                throw FunctionException.of(
                        "interface conversion: interface {} is " + GoTypes.name(arguments.get(i)) + ", not string");
            }
            if (!map.containsKey(key)) {
                return arguments.get(keys);
            }
            node = map.get(key);
        }
        return node;
    }
}
