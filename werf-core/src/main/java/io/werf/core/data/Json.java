package io.werf.core.data;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON to and from plain trees (see {@link Tree}). Thread-safe. Only Jackson's streaming core: its data binding would cost
 * every run a few hundred milliseconds of class loading.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /**
     * Reads one value.
     *
     * @throws JsonException if it is not JSON
     */
    public static @Nullable Object read(byte[] json) {
        return read(json, 0, json.length);
    }

    /** Reads one value out of a part of an array. */
    public static @Nullable Object read(byte[] json, int offset, int length) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json, offset, length)) {
            return value(parser, parser.nextToken());
        } catch (JacksonException e) {
            throw new JsonException(e);
        }
    }

    /** Reads one value. */
    public static @Nullable Object read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads an object. */
    public static Map<String, Object> readObject(byte[] json) {
        return Tree.map(read(json));
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            map.put(key, value(parser, parser.nextToken()));
        }
        return map;
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            list.add(value(parser, token));
        }
        return list;
    }

    /** Writes a tree compactly, in the order of its maps. */
    public static String write(@Nullable Object tree) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator, tree);
        }
        return out.toString();
    }

    /** {@link #write} in UTF-8. */
    public static byte[] writeBytes(@Nullable Object tree) {
        return write(tree).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a tree for people: a line for each value, indented by tabs, and a line break at the end. */
    public static String writeIndented(@Nullable Object tree) {
        StringBuilder out = new StringBuilder();
        indented(out, tree, "\n");
        return out.append('\n').toString();
    }

    private static void indented(StringBuilder out, @Nullable Object node, String line) {
        if (node instanceof Map<?, ?> map && !map.isEmpty()) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator)
                        .append(line)
                        .append('\t')
                        .append(write(String.valueOf(entry.getKey())))
                        .append(": ");
                indented(out, entry.getValue(), line + "\t");
                separator = ",";
            }
            out.append(line).append('}');
        } else if (node instanceof Collection<?> list && !list.isEmpty()) {
            String separator = "[";
            for (Object item : list) {
                out.append(separator).append(line).append('\t');
                indented(out, item, line + "\t");
                separator = ",";
            }
            out.append(line).append(']');
        } else {
            out.append(write(node));
        }
    }

    private static void write(JsonGenerator out, @Nullable Object node) {
        if (node == null) {
            out.writeNull();
        } else if (node instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((key, value) -> {
                out.writeName(String.valueOf(key));
                write(out, value);
            });
            out.writeEndObject();
        } else if (node instanceof Iterable<?> list) {
            out.writeStartArray();
            list.forEach(item -> write(out, item));
            out.writeEndArray();
        } else if (node instanceof Boolean value) {
            out.writeBoolean(value);
        } else if (node instanceof Long || node instanceof Integer) {
            out.writeNumber(((Number) node).longValue());
        } else if (node instanceof BigInteger value) {
            out.writeNumber(value);
        } else if (node instanceof BigDecimal value) {
            out.writeNumber(value);
        } else if (node instanceof Number value) {
            out.writeNumber(GoNumbers.shortest(value.doubleValue(), 21, -6)); // 1.0 is 1 to Kubernetes' readers
        } else {
            out.writeString(node.toString());
        }
    }
}
