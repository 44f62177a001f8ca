package io.werf.core.template.functions;

import io.werf.core.error.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says what is in reach where a template asked for what is not there: names and kinds, never values. */
public final class Reach {

    private static final int MOST_NAMES = 20;

    private Reach() {}

    /**
     * Follows {@code names} down from {@code start} to the first that is not there, or is null.
     *
     * @param label how the template names {@code start}: {@code $x}, or {@code ""} for the dot
     */
    public static Optional<String> explain(String label, @Nullable Object start, List<String> names) {
        String path = label;
        Object value = start;
        for (String name : names) {
            String shown = path.isEmpty() ? "." : path;
            if (value instanceof Map<?, ?> map) {
                if (!map.containsKey(name)) {
                    return Optional.of(missing(shown, name, strings(map.keySet())));
                }
                value = map.get(name);
            } else if (value instanceof GoObject object) {
                if (!object.hasField(name)) {
                    return Optional.of(missing(shown, name, object.names()));
                }
                value = object.field(name);
            } else {
                return Optional.of(shown + " is " + kind(value));
            }
            path += "." + name;
        }
        return value == null ? Optional.of(path + " is null") : Optional.empty();
    }

    /** "it has no x; it has: …; did you mean …", for a thing called {@code owner}. */
    public static String missing(String owner, String name, Collection<String> names) {
        if (names.isEmpty()) {
            return owner + " has no \"" + name + "\"; it is empty";
        }
        return owner + " has no \"" + name + "\"; it has: " + list(names) + didYouMean(name, names);
    }

    /** A question that names the nearest one, or nothing. */
    public static String didYouMean(String name, Collection<String> names) {
        return Nearest.to(name, names)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
    }

    private static String list(Collection<String> names) {
        List<String> sorted = List.copyOf(new TreeSet<>(names));
        return sorted.size() <= MOST_NAMES
                ? String.join(", ", sorted)
                : String.join(", ", sorted.subList(0, MOST_NAMES)) + " and " + (sorted.size() - MOST_NAMES) + " more";
    }

    private static List<String> strings(Collection<?> keys) {
        return keys.stream().map(String::valueOf).toList();
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Collection<?> list) {
            return "a list of " + list.size();
        }
        if (value instanceof CharSequence) {
            return "a string, not a map";
        }
        return value instanceof Boolean
                ? "a boolean, not a map"
                : value instanceof Number ? "a number, not a map" : "no map";
    }
}
