package io.werf.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access to plain data trees: {@code Map<String, Object>} in insertion order, {@code List<Object>}, {@code String},
 * {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean} and null. This is the one form in which values,
 * manifests and Kubernetes objects travel between the rooms.
 *
 * <p>The getters are lenient: a missing step or a step of another type gives nothing, never an exception.
 */
public final class Tree {

    private Tree() {}

    /** The node at {@code path}, which may be null, or null when there is none. */
    public static @Nullable Object get(@Nullable Object root, String... path) {
        Object node = root;
        for (String step : path) {
            if (!(node instanceof Map<?, ?> map)) {
                return null;
            }
            node = map.get(step);
        }
        return node;
    }

    /** The text at {@code path}; empty when there is none or it is no string. */
    public static Optional<String> string(@Nullable Object root, String... path) {
        return get(root, path) instanceof String s ? Optional.of(s) : Optional.empty();
    }

    /** The whole number at {@code path}; empty when there is none or it is no whole number. */
    public static Optional<Long> integer(@Nullable Object root, String... path) {
        return get(root, path) instanceof Long n ? Optional.of(n) : Optional.empty();
    }

    /** Whether {@code path} holds {@code true}. */
    public static boolean isTrue(@Nullable Object root, String... path) {
        return Boolean.TRUE.equals(get(root, path));
    }

    /** The map at {@code path}, not a copy; an empty immutable one when there is none. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object root, String... path) {
        return get(root, path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The list at {@code path}, not a copy; an empty immutable one when there is none. */
    @SuppressWarnings("unchecked")
    public static List<Object> list(@Nullable Object root, String... path) {
        return get(root, path) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** The map at {@code path}, made with its parents when there is none, so that it can be written into. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> mapForWriting(Map<String, Object> root, String... path) {
        Map<String, Object> node = root;
        for (String step : path) {
            Object next = node.get(step);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, Object>();
                node.put(step, next);
            }
            node = (Map<String, Object>) next;
        }
        return node;
    }

    /** A deep copy whose maps and lists can be changed. */
    @SuppressWarnings({"unchecked", "NullAway"}) // a copy is null only where its original is
    public static <T extends @Nullable Object> T copy(T node) {
        return (T) copyNode(node);
    }

    private static @Nullable Object copyNode(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, copyNode(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyNode(item)));
            return copy;
        }
        return node;
    }
}
