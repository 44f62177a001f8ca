package io.werf.core.template.functions;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a Go struct for JSON, which keeps their order; the keys of other maps are sorted. */
final class StructMap extends LinkedHashMap<String, @Nullable Object> {

    private static final long serialVersionUID = 1;

    StructMap(Map<String, ? extends @Nullable Object> fields) {
        super(fields);
    }
}
