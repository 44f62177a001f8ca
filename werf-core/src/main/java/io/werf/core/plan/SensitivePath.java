package io.werf.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The part of JSONPath that names fields of Kubernetes objects: {@code $.a.b}, {@code $["a.b"]}, {@code [0]}, {@code [*]},
 * {@code .*} and {@code ..name}. Immutable.
 */
final class SensitivePath {

    private static final int LONGEST = 1024;

    /** A step down; {@code key} null means every child. */
    private record Step(@Nullable String key, boolean deep) {}

    private final List<Step> steps;

    private SensitivePath(List<Step> steps) {
        this.steps = steps;
    }

    /** Keys from the root. */
    static SensitivePath ofKeys(@Nullable String... keys) {
        List<Step> steps = new ArrayList<>();
        for (String key : keys) {
            steps.add(new Step(key, false));
        }
        return new SensitivePath(steps);
    }

    /** The path of that text; empty when it is none, or uses more of JSONPath than this. */
    static Optional<SensitivePath> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String rest = text.startsWith("$") ? text.substring(1) : "." + text;
        List<Step> steps = new ArrayList<>();
        while (!rest.isEmpty()) {
            boolean deep = rest.startsWith("..");
            if (deep) {
                rest = rest.substring(rest.startsWith("..[") ? 2 : 1);
            }
            int end = rest.startsWith("[") ? bracketEnd(rest) : rest.startsWith(".") ? nameEnd(rest) : -1;
            Optional<Step> step = end < 0 ? Optional.empty() : step(rest.substring(0, end), deep);
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps.add(step.get());
            rest = rest.substring(end);
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new SensitivePath(steps));
    }

    private static int bracketEnd(String text) {
        if (text.startsWith("[\"") || text.startsWith("['")) {
            int quote = text.indexOf(text.charAt(1), 2);
            return quote > 0 && text.startsWith("]", quote + 1) ? quote + 2 : -1;
        }
        return text.indexOf(']') + 1;
    }

    private static int nameEnd(String text) {
        int end = 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        return end == 1 ? -1 : end;
    }

    private static Optional<Step> step(String text, boolean deep) {
        if (text.startsWith(".")) {
            String name = text.substring(1);
            return Optional.of(new Step(name.equals("*") ? null : name, deep));
        }
        if (text.length() < 3) {
            return Optional.empty();
        }
        String inner = text.substring(1, text.length() - 1);
        if (inner.equals("*")) {
            return Optional.of(new Step(null, deep));
        }
        char first = inner.charAt(0);
        if (first == '"' || first == '\'') {
            return Optional.of(new Step(inner.substring(1, inner.length() - 1), deep));
        }
        return inner.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(new Step(inner, deep))
                : Optional.empty();
    }

    /** Puts another node in the place of each that the path leads to; changes the tree. */
    void replace(Map<String, Object> tree, UnaryOperator<Object> replacement) {
        replace(tree, 0, replacement);
    }

    private void replace(@Nullable Object node, int at, UnaryOperator<Object> replacement) {
        Step step = steps.get(at);
        children(node).forEach((key, child) -> {
            if (step.key() == null || step.key().equals(key)) {
                if (at == steps.size() - 1) {
                    put(node, key, replacement.apply(child));
                    return;
                }
                replace(child, at + 1, replacement);
            }
            if (step.deep()) {
                replace(child, at, replacement);
            }
        });
    }

    /** A copy, so that the node can be changed meanwhile. */
    private static Map<String, Object> children(@Nullable Object node) {
        Map<String, Object> children = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    children.put(String.valueOf(key), value);
                }
            });
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) != null) {
                    children.put(Integer.toString(i), list.get(i));
                }
            }
        }
        return children;
    }

    @SuppressWarnings("unchecked")
    private static void put(@Nullable Object node, String key, Object value) {
        if (node instanceof Map<?, ?>) {
            ((Map<String, Object>) node).put(key, value);
        } else if (node instanceof List<?>) {
            ((List<Object>) node).set(Integer.parseInt(key), value);
        }
    }
}
