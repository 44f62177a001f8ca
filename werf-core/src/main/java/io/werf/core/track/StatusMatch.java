package io.werf.core.track;

import io.werf.core.kube.KubeObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one value of an object: {@code status.phase=Running|Done}. In a list a step of the path names the element of that
 * {@code type} or {@code name}; of an element of {@code status.conditions} that is the path's end, the {@code status} is meant.
 * {@code In Progress}, {@code in-progress} and {@code InProgress} are one value.
 *
 * @param path the keys that lead to the value
 * @param values as {@link #normal} makes them
 */
public record StatusMatch(List<String> path, Set<String> values) {

    /** Copies the collections. */
    public StatusMatch {
        path = List.copyOf(path);
        values = Set.copyOf(values);
    }

    /** Reads {@code PATH=VALUE|VALUE}; empty when {@code text} is something else. */
    static Optional<StatusMatch> parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            return Optional.empty();
        }
        List<String> path = Arrays.stream(text.substring(0, equals).split("\\.", -1))
                .map(String::strip)
                .toList();
        Set<String> values = Arrays.stream(text.substring(equals + 1).split("\\|", -1))
                .map(StatusMatch::normal)
                .collect(Collectors.toSet());
        return path.contains("") || values.contains("") ? Optional.empty() : Optional.of(new StatusMatch(path, values));
    }

    /** A word without case, blanks and punctuation. */
    static String normal(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    boolean holds(KubeObject object) {
        return values.contains(normal(value(object)));
    }

    /** The present value; {@code ""} when there is none. */
    String value(KubeObject object) {
        Object node = object.body();
        for (String step : path) {
            node = node instanceof List<?> list ? element(list, step) : child(node, step);
        }
        Object value = node instanceof Map<?, ?> condition ? condition.get("status") : node;
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    /** What the value is called. */
    String name() {
        return path.get(path.size() - 1);
    }

    private static @Nullable Object child(@Nullable Object node, String step) {
        return node instanceof Map<?, ?> map ? map.get(step) : null;
    }

    private static @Nullable Object element(List<?> list, String step) {
        return list.stream()
                .filter(item -> step.equals(child(item, "type")) || step.equals(child(item, "name")))
                .findFirst()
                .orElse(null);
    }
}
