package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.FunctionException;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/** Go's nil map: can be read, and has nothing in it; cannot be written. */
final class NilMap extends AbstractMap<String, Object> {

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Set.of();
    }

    @Override
    public Object put(String key, Object value) {
        throw FunctionException.of("assignment to entry in nil map");
    }
}
