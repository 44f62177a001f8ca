package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Helm's grammar of {@code --set}: {@code a.b=1,c[0].d=x,list={p,q}}; a backslash takes the next character literally;
 * {@code null} removes a default of the chart.
 */
final class SetExpression {

    /** Helm's own bounds against expressions that would fill the memory. */
    private static final int HIGHEST_INDEX = 65536;

    private static final int DEEPEST = 30;

    private final String option;
    private final String text;
    private final boolean strings;
    private int at;

    private SetExpression(String option, String text, boolean strings) {
        this.option = option;
        this.text = text;
        this.strings = strings;
    }

    /** Writes what {@code expression} says into {@code values}. */
    static void applyTo(Map<String, Object> values, String expression) {
        new SetExpression("set", expression, false).all(values);
    }

    /** The same with every value a string. */
    static void applyStringsTo(Map<String, Object> values, String expression) {
        new SetExpression("setString", expression, true).all(values);
    }

    /** A step of a path: a key of a map, or an index of a list. */
    private sealed interface Step {
        record Key(String name) implements Step {}

        record Index(int number) implements Step {}
    }

    private void all(Map<String, Object> values) {
        while (at < text.length()) {
            List<Step> path = path();
            Object value = value();
            put(values, path, 0, value);
        }
    }

    private List<Step> path() {
        List<Step> path = new ArrayList<>();
        while (true) {
            int start = at;
            String name = until(".[=,");
            boolean afterIndex = !path.isEmpty() && path.get(path.size() - 1) instanceof Step.Index;
            if (!name.isEmpty()) {
                path.add(new Step.Key(name));
            } else if (!afterIndex) {
                throw error(start, "a key is missing");
            }
            while (peek() == '[') {
                path.add(index());
            }
            if (path.size() > DEEPEST) {
                throw error(start, "deeper than " + DEEPEST);
            }
            if (peek() == '.') {
                at++;
                if (at == text.length() || ".[=,".indexOf(peek()) >= 0) {
                    throw error(at, "a key is missing after the dot");
                }
                continue;
            }
            if (peek() == '=') {
                at++;
                return path;
            }
            throw error(at, "key \"" + name + "\" has no value: \"=\" is missing");
        }
    }

    private Step index() {
        int start = at++;
        String digits = until("]");
        if (peek() != ']') {
            throw error(start, "\"]\" is missing");
        }
        at++;
        try {
            int index = Integer.parseInt(digits.strip());
            if (index >= 0 && index <= HIGHEST_INDEX) {
                return new Step.Index(index);
            }
        } catch (NumberFormatException notANumber) {
            throw error(start + 1, "\"" + digits + "\" is not an index");
        }
        throw error(start + 1, "an index must be 0 to " + HIGHEST_INDEX);
    }

    private @Nullable Object value() {
        if (peek() == '{') {
            return list();
        }
        String raw = until(",");
        skipComma();
        return typed(raw);
    }

    private List<@Nullable Object> list() {
        int start = at++;
        List<@Nullable Object> items = new ArrayList<>();
        while (true) {
            String item = until(",}");
            char end = peek();
            if (end == 0) {
                throw error(start, "\"}\" is missing");
            }
            at++;
            if (end == ',' || !item.isEmpty() || !items.isEmpty()) {
                items.add(typed(item));
            }
            if (end == '}') {
                break;
            }
        }
        if (at < text.length() && peek() != ',') {
            throw error(at, "after a list a comma is expected");
        }
        skipComma();
        return items;
    }

    private void skipComma() {
        if (peek() == ',') {
            at++;
        }
    }

    private String until(String stops) {
        StringBuilder out = new StringBuilder();
        while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            out.append(text.charAt(at++));
        }
        return out.toString();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private @Nullable Object typed(String raw) {
        if (strings) {
            return raw;
        }
        String lower = raw.toLowerCase(java.util.Locale.ROOT);
        if (lower.equals("null")) {
            return null;
        }
        if (lower.equals("true") || lower.equals("false")) {
            return lower.equals("true");
        }
        if (raw.equals("0")) {
            return 0L;
        }
        if (raw.startsWith("0")) {
            return raw; // a leading zero keeps it text, so that "0123" stays what it is
        }
        try {
            return Long.valueOf(raw);
        } catch (NumberFormatException notANumber) {
            return raw;
        }
    }

    @SuppressWarnings("NullAway") // values may be null: that is how a default is removed
    private void put(Map<String, Object> map, List<Step> path, int depth, @Nullable Object value) {
        if (!(path.get(depth) instanceof Step.Key key)) {
            throw error(0, "the values are a map, not a list");
        }
        map.put(key.name(), updated(map.get(key.name()), path, depth + 1, value));
    }

    /** What stands at a place after the rest of the path is followed from there. */
    private @Nullable Object updated(@Nullable Object before, List<Step> path, int depth, @Nullable Object value) {
        if (depth == path.size()) {
            return value;
        }
        if (path.get(depth) instanceof Step.Index index) {
            List<@Nullable Object> list =
                    before instanceof List<?> ? new ArrayList<>(Tree.list(before)) : new ArrayList<>();
            while (list.size() <= index.number()) {
                list.add(null);
            }
            list.set(index.number(), updated(list.get(index.number()), path, depth + 1, value));
            return list;
        }
        Map<String, Object> map =
                before instanceof Map<?, ?> ? new LinkedHashMap<>(Tree.map(before)) : new LinkedHashMap<>();
        put(map, path, depth, value);
        return map;
    }

    private SetExpressionException error(int position, String reason) {
        return new SetExpressionException(option, text, position, reason);
    }
}
