package io.werf.core.chart;

import io.werf.core.data.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of other addresses that a schema refers to by {@code $ref}. None is read: each is a schema that allows
 * everything, also at the places in it that are referred to.
 */
final class OtherSchemas {

    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, Object> anything = new LinkedHashMap<>();

    /** @param schema which refers to them */
    OtherSchemas(@Nullable Object schema) {
        collect(schema);
    }

    private void collect(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                allow(reference.substring(reference.indexOf('#') + 1));
            }
            map.values().forEach(this::collect);
        } else if (node instanceof List<?> list) {
            list.forEach(this::collect);
        }
    }

    /** @param fragment a JSON pointer; anything else allows nothing more */
    @SuppressWarnings("unchecked")
    private void allow(String fragment) {
        if (!fragment.startsWith("/")) {
            return;
        }
        Map<String, Object> at = anything;
        for (String step : fragment.substring(1).split("/", -1)) {
            at = (Map<String, Object>) at.computeIfAbsent(name(step), key -> new LinkedHashMap<String, Object>());
        }
    }

    private static String name(String step) {
        String name = step.replace("~1", "/").replace("~0", "~");
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** The text of the schema of that address. */
    String at(String address) {
        asked.add(address);
        return Json.write(anything);
    }

    /** The addresses that came into it when values were checked. */
    Set<String> asked() {
        return asked;
    }
}
