package io.werf.core.plan;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names the fields in which two trees differ: {@code spec.template.spec.containers[app].image}. */
final class ChangedPaths {

    private static final int MOST_SHOWN = 3;

    private final List<String> paths = new ArrayList<>();

    private ChangedPaths() {}

    /** One line for people. */
    static String describe(Map<String, Object> before, Map<String, Object> after) {
        ChangedPaths changed = new ChangedPaths();
        changed.compare("", before, after);
        List<String> shown = changed.paths.subList(0, Math.min(MOST_SHOWN, changed.paths.size()));
        int more = changed.paths.size() - shown.size();
        return String.join(", ", shown) + (more == 0 ? "" : " and " + more + " more");
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after) {
        if (Objects.equals(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> && after instanceof Map<?, ?>) {
            Map<String, Object> old = Tree.map(before);
            Map<String, Object> fresh = Tree.map(after);
            Set<String> keys = new LinkedHashSet<>(old.keySet());
            keys.addAll(fresh.keySet());
            keys.forEach(key -> compare(path.isEmpty() ? key : path + "." + key, old.get(key), fresh.get(key)));
        } else if (before instanceof List<?> old && after instanceof List<?> fresh && named(old) && named(fresh)) {
            Set<String> names = new LinkedHashSet<>();
            old.forEach(item -> names.add(name(item)));
            fresh.forEach(item -> names.add(name(item)));
            int found = paths.size();
            names.forEach(name -> compare(path + "[" + name + "]", item(old, name), item(fresh, name)));
            if (paths.size() == found) {
                paths.add(path + " (order)");
            }
        } else if (before instanceof List<?> old && after instanceof List<?> fresh && old.size() == fresh.size()) {
            for (int i = 0; i < old.size(); i++) {
                compare(path + "[" + i + "]", old.get(i), fresh.get(i));
            }
        } else {
            paths.add(path + masked(before, after));
        }
    }

    private static String masked(@Nullable Object before, @Nullable Object after) {
        return before != null && after != null && SecretMask.isMasked(before) && SecretMask.isMasked(after)
                ? ": " + before + " → " + after
                : "";
    }

    private static boolean named(List<?> list) {
        return list.stream().allMatch(item -> !name(item).isEmpty())
                && list.stream().map(ChangedPaths::name).distinct().count() == list.size();
    }

    private static String name(@Nullable Object item) {
        return Tree.string(item, "name").orElse("");
    }

    private static @Nullable Object item(List<?> list, String name) {
        return list.stream().filter(item -> name(item).equals(name)).findFirst().orElse(null);
    }
}
