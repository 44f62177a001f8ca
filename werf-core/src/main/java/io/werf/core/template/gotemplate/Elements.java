package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.GoBytes;
import io.werf.core.template.functions.GoObject;
import io.werf.core.template.functions.GoValues;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code range} goes through: elements with their index or key; maps in the order of their keys. */
final class Elements {

    private final Iterator<?> values;
    private final @Nullable Iterator<String> keys;
    private final boolean indexed;
    private int index = -1;
    private @Nullable Object key;
    private @Nullable Object value;

    private Elements(Iterator<?> values, @Nullable Iterator<String> keys, boolean indexed) {
        this.values = values;
        this.keys = keys;
        this.indexed = indexed;
    }

    /** The elements of a list, a map, a number (all that are smaller) or of nothing; null for what has none. */
    static @Nullable Elements of(@Nullable Object value) {
        if (value == null || value instanceof Absent) {
            return new Elements(java.util.Collections.emptyIterator(), null, true);
        }
        if (value instanceof GoBytes bytes) {
            return new Elements(bytes.asList().iterator(), null, true);
        }
        if (value instanceof Collection<?> list) {
            return new Elements(list.iterator(), null, true);
        }
        if (value instanceof GoObject object) {
            return object.elements().isPresent() ? of(object.elements().get()) : null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = GoValues.sorted(map);
            return new Elements(sorted.values().iterator(), sorted.keySet().iterator(), true);
        }
        if (value instanceof Integer count) {
            return new Elements(java.util.stream.IntStream.range(0, count).iterator(), null, false);
        }
        if (value instanceof Long count) {
            return new Elements(java.util.stream.LongStream.range(0, count).iterator(), null, false);
        }
        return null;
    }

    /** Whether elements have an index or key; numbers have none. */
    boolean isIndexed() {
        return indexed;
    }

    boolean isEmpty() {
        return !values.hasNext();
    }

    boolean next() {
        if (!values.hasNext()) {
            return false;
        }
        value = values.next();
        index++;
        key = keys == null ? (Object) index : keys.next();
        return true;
    }

    @Nullable
    Object key() {
        return key;
    }

    @Nullable
    Object value() {
        return value;
    }
}
