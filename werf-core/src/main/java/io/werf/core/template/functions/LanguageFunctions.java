package io.werf.core.template.functions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Go's template language brings itself and is of use in every language. */
final class LanguageFunctions {

    private LanguageFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "len" -> length(a.get(0));
            case "index" -> index(a);
            case "print" -> GoFormat.print(a.all());
            case "println" -> GoFormat.printLine(a.all());
            case "html" -> html(text(a));
            case "js" -> ScriptText.escape(text(a));
            case "urlquery" ->
                URLEncoder.encode(text(a), StandardCharsets.UTF_8)
                        .replace("*", "%2A")
                        .replace("%7E", "~");
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static int length(@Nullable Object value) {
        if (value == null) {
            throw FunctionException.of("len of nil pointer");
        }
        if (value instanceof String text) {
            return GoStrings.length(text);
        }
        if (value instanceof GoBytes bytes) {
            return bytes.length();
        }
        Object elements = value instanceof GoObject object ? object.elements().orElse(value) : value;
        if (elements instanceof Map<?, ?> map) {
            return map.size();
        }
        if (elements instanceof Collection<?> list) {
            return list.size();
        }
        throw FunctionException.of("len of type " + GoTypes.name(value));
    }

    private static @Nullable Object index(Arguments arguments) {
        Object item = arguments.get(0);
        if (item == null) {
            throw FunctionException.of("index of untyped nil");
        }
        for (Object index : arguments.from(1)) {
            if (item == null) {
                throw FunctionException.of("index of nil pointer");
            }
            Optional<Object> elements = item instanceof GoObject object ? object.elements() : Optional.empty();
            item = at(elements.orElse(item), index);
        }
        return item;
    }

    private static @Nullable Object at(Object item, @Nullable Object index) {
        if (item instanceof Map<?, ?> map) {
            if (index == null) {
                throw FunctionException.of("value is nil; should be of type string");
            }
            if (!(index instanceof String)) {
                throw FunctionException.of("value has type " + GoTypes.name(index) + "; should be string");
            }
            return map.get(index);
        }
        if (item instanceof List<?> list) {
            return list.get(position(index, list.size(), "slice"));
        }
        if (item instanceof String text) {
            byte[] bytes = GoStrings.bytes(text);
            return bytes[position(index, bytes.length, "string")] & 0xFF;
        }
        if (item instanceof GoBytes bytes) {
            return bytes.asList().get(position(index, bytes.length(), "slice"));
        }
        throw FunctionException.of("can't index item of type " + GoTypes.name(item));
    }

    private static int position(@Nullable Object index, int size, String kind) {
        if (!(index instanceof Integer || index instanceof Long)) {
            throw FunctionException.of(
                    index == null
                            ? "cannot index slice/array with nil"
                            : "cannot index slice/array with type " + GoTypes.name(index));
        }
        long position = ((Number) index).longValue();
        if (position < 0 || position > size) {
            throw FunctionException.of("index out of range: " + position);
        }
        if (position == size) {
            throw FunctionException.of("reflect: " + kind + " index out of range");
        }
        return (int) position;
    }

    private static String text(Arguments arguments) {
        List<@Nullable Object> values = new ArrayList<>();
        arguments.all().forEach(value -> values.add(value == null ? "<no value>" : value));
        return GoFormat.print(values);
    }

    private static String html(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case 0 -> out.append('\uFFFD');
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
