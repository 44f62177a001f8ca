package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.GoValues;
import org.jspecify.annotations.Nullable;

/** What counts as true. */
final class Truth {

    private Truth() {}

    static boolean of(@Nullable Object value) {
        return !(value instanceof Absent) && !GoValues.isEmpty(value);
    }
}
