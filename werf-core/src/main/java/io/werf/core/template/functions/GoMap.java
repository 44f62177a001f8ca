package io.werf.core.template.functions;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map whose elements have one Go type: what is not in it is that type's zero value. */
public final class GoMap extends AbstractMap<String, Object> {

    private static final GoBytes NO_BYTES = new GoBytes(new byte[0]);

    private final String type;
    private final Map<String, Object> elements;
    private final Object zero;

    private GoMap(String type, Map<String, ? extends Object> elements, Object zero) {
        this.type = type;
        this.elements = new LinkedHashMap<>(elements);
        this.zero = zero;
    }

    /** Go's {@code map[string]string}. */
    static GoMap ofStrings(Map<String, String> strings) {
        return new GoMap("map[string]string", strings, "");
    }

    /** Go's {@code map[string][]uint8}. */
    public static GoMap ofBytes(Map<String, GoBytes> bytes) {
        return new GoMap("map[string][]uint8", bytes, NO_BYTES);
    }

    String type() {
        return type;
    }

    @Override
    public Object get(@Nullable Object key) {
        return elements.getOrDefault(key, zero);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return true;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return elements.entrySet();
    }
}
