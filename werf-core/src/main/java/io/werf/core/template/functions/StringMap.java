package io.werf.core.template.functions;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Go's {@code map[string]string}: what is not in it is the empty string. */
final class StringMap extends AbstractMap<String, Object> {

    private final Map<String, Object> strings;

    StringMap(Map<String, String> strings) {
        this.strings = new LinkedHashMap<>(strings);
    }

    @Override
    public Object get(@Nullable Object key) {
        return strings.getOrDefault(key, "");
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return true;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return strings.entrySet();
    }
}
