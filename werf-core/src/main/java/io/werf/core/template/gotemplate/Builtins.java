package io.werf.core.template.gotemplate;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.template.functions.Arguments;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.GoBytes;
import io.werf.core.template.functions.GoFormat;
import io.werf.core.template.functions.GoObject;
import io.werf.core.template.functions.GoStrings;
import io.werf.core.template.functions.GoTypes;
import io.werf.core.template.functions.GoValues;
import io.werf.core.template.functions.TemplateFunction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions that belong to the language itself; their rules of types are stricter than those of the library. */
final class Builtins {

    static final List<TemplateFunction> ALL = TemplateFunction.family(
            Builtins::call,
            atLeast("eq", 1),
            exactly("ne", 2),
            exactly("lt", 2),
            exactly("le", 2),
            exactly("gt", 2),
            exactly("ge", 2),
            exactly("not", 1),
            exactly("len", 1),
            atLeast("index", 1),
            atLeast("print", 0),
            atLeast("println", 0),
            atLeast("html", 0),
            atLeast("js", 0),
            atLeast("urlquery", 0));

    private Builtins() {}

    private static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "eq" -> Comparison.isEqualToAny(a.get(0), a.from(1));
            case "ne" -> !Comparison.isEqual(a.get(0), a.get(1));
            case "lt" -> Comparison.isLess(a.get(0), a.get(1));
            case "le" -> isLessOrEqual(a.get(0), a.get(1));
            case "gt" -> !isLessOrEqual(a.get(0), a.get(1));
            case "ge" -> !Comparison.isLess(a.get(0), a.get(1));
            case "not" -> GoValues.isEmpty(a.get(0));
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

    private static boolean isLessOrEqual(@Nullable Object left, @Nullable Object right) {
        return Comparison.isLess(left, right) || Comparison.isEqual(left, right);
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
        if (elements instanceof java.util.Collection<?> list) {
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
