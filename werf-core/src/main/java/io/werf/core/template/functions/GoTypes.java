package io.werf.core.template.functions;

import java.math.BigInteger;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's names of types and kinds of types. Pure. */
public final class GoTypes {

    private GoTypes() {}

    /** The name of the type, as {@code %T} prints it. */
    public static String name(@Nullable Object value) {
        if (value instanceof GoObject object) {
            return object.type();
        }
        if (value instanceof StringList) {
            return "[]string";
        }
        if (value instanceof Collection) {
            return "[]interface {}";
        }
        if (value instanceof GoMap map) {
            return map.type();
        }
        if (value instanceof Map) {
            return "map[string]interface {}";
        }
        if (value instanceof GoBytes) {
            return "[]uint8";
        }
        if (value instanceof ZonedDateTime) {
            return "time.Time";
        }
        return value instanceof Duration ? "time.Duration" : kind(value);
    }

    /** The kind of the type, as {@code kindOf} gives it. */
    public static String kind(@Nullable Object value) {
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Integer) {
            return "int";
        }
        if (value instanceof Long || value instanceof Duration) {
            return "int64";
        }
        if (value instanceof BigInteger) {
            return "uint64";
        }
        if (value instanceof Number) {
            return "float64";
        }
        if (value instanceof Map) {
            return "map";
        }
        if (value instanceof GoObject object) {
            return object.type().startsWith("*")
                    ? "ptr"
                    : object.elements().map(GoTypes::kind).orElse("struct");
        }
        return value instanceof Collection || value instanceof GoBytes ? "slice" : "struct";
    }
}
