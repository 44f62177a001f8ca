package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The left side of a set expression, {@code a.b[0].c}: where in the values something is to be written. */
final class SetPath {

    /** Helm's own bounds against expressions that would fill the memory. */
    private static final int HIGHEST_INDEX = 65536;

    private static final int DEEPEST = 30;

    private final SetText text;
    private final List<Step> steps = new ArrayList<>();

    private SetPath(SetText text) {
        this.text = text;
    }

    /** A step of a path: a key of a map, or an index of a list; and where it stands. */
    private sealed interface Step {
        int position();

        record Key(String name, int position) implements Step {}

        record Index(int number, int position) implements Step {}
    }

    /**
     * Reads up to and with the equals sign.
     *
     * @param stops what ends a key
     * @param escapes whether a backslash takes the next character literally
     */
    static SetPath read(SetText text, String stops, boolean escapes) {
        SetPath path = new SetPath(text);
        do {
            path.readKey(stops, escapes);
            if (path.steps.size() > DEEPEST) {
                throw text.error(text.position(), "deeper than " + DEEPEST);
            }
        } while (text.skip('.'));
        if (!text.skip('=')) {
            throw text.error(text.position(), "\"=\" and a value are missing");
        }
        return path;
    }

    private void readKey(String stops, boolean escapes) {
        int start = text.position();
        String name = text.until(stops, escapes);
        if (name.isEmpty()) {
            throw text.error(start, "a key is missing");
        }
        steps.add(new Step.Key(name, start));
        while (text.peek() == '[') {
            steps.add(index(escapes));
        }
        if (".=\0".indexOf(text.peek()) < 0 && text.peek() != ',') {
            throw text.error(text.position(), "after an index \"=\", \".\" or \"[\" is expected");
        }
    }

    private Step index(boolean escapes) {
        int start = text.position();
        text.skip('[');
        String digits = text.until("]", escapes);
        if (!text.skip(']')) {
            throw text.error(start, "\"]\" is missing");
        }
        if (!digits.matches("[+-]?[0-9]{1,9}")) {
            throw text.error(start + 1, "\"" + digits + "\" is not an index");
        }
        int number = Integer.parseInt(digits);
        if (number < 0 || number > HIGHEST_INDEX) {
            throw text.error(start + 1, "an index must be 0 to " + HIGHEST_INDEX);
        }
        return new Step.Index(number, start + 1);
    }

    /** Writes {@code value} there, with the maps and lists that lead to it. */
    void put(Map<String, Object> values, @Nullable Object value) {
        putInto(values, 0, value);
    }

    @SuppressWarnings("NullAway") // values may be null: that is how a default is removed
    private void putInto(Map<String, Object> map, int depth, @Nullable Object value) {
        Step.Key key = (Step.Key) steps.get(depth); // the first step is a key, and so is what follows a dot
        boolean isThere = map.containsKey(key.name());
        map.put(key.name(), updated(map.get(key.name()), isThere, depth + 1, value));
    }

    /** What stands at a place after the rest of the path is followed from there. */
    private @Nullable Object updated(@Nullable Object before, boolean isThere, int depth, @Nullable Object value) {
        if (depth == steps.size()) {
            return value;
        }
        if (steps.get(depth) instanceof Step.Index index) {
            if (isThere && !(before instanceof List)) {
                throw text.error(index.position(), "what is there is not a list");
            }
            List<@Nullable Object> list = new ArrayList<>(Tree.list(before));
            while (list.size() <= index.number()) {
                list.add(null);
            }
            Object item = list.get(index.number());
            boolean isNext = depth + 1 < steps.size() && steps.get(depth + 1) instanceof Step.Index && item != null;
            list.set(index.number(), updated(item, isNext, depth + 1, value));
            return list;
        }
        if (isThere && !(before instanceof Map)) {
            throw text.error(steps.get(depth).position(), "what is there is not a map");
        }
        Map<String, Object> map = new LinkedHashMap<>(Tree.map(before));
        putInto(map, depth, value);
        return map;
    }
}
