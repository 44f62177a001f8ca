package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.GoObject;
import io.werf.core.template.functions.GoTypes;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.functions.TimeMethods;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields and methods of values. Maps have entries, objects of ours what they declare; nothing is reflected. */
final class Fields {

    enum What {
        FIELD,
        ENTRY,
        NO_ENTRY,
        NOT_THERE
    }

    record Found(What what, @Nullable Object value) {}

    private static final Found NO_ENTRY = new Found(What.NO_ENTRY, null);
    private static final Found NOT_THERE = new Found(What.NOT_THERE, null);

    private Fields() {}

    static @Nullable TemplateFunction method(Object receiver, String name) {
        return receiver instanceof GoObject object ? object.method(name) : TimeMethods.of(receiver, name);
    }

    static Found field(Object receiver, String name) {
        if (receiver instanceof Map<?, ?> map) {
            Object value = map.get(name);
            return value != null || map.containsKey(name) ? new Found(What.ENTRY, value) : NO_ENTRY;
        }
        if (receiver instanceof GoObject object) {
            if (object.hasField(name)) {
                return new Found(What.FIELD, object.field(name));
            }
            return object.elements().map(entries -> field(entries, name)).orElse(NOT_THERE);
        }
        return NOT_THERE;
    }

    static String type(Object value) {
        return GoTypes.name(value);
    }
}
