package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.GoFormat;
import io.werf.core.template.functions.GoTypes;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code eq} and {@code lt}: only values of one basic kind compare, and an integer is no float. */
final class Comparison {

    private enum Kind {
        BOOLEAN,
        INTEGER,
        FLOAT,
        STRING,
        OTHER
    }

    private Comparison() {}

    static boolean isEqualToAny(@Nullable Object value, List<? extends @Nullable Object> others) {
        if (others.isEmpty()) {
            throw FunctionException.of("missing argument for comparison");
        }
        boolean equal = false;
        for (Object other : others) {
            equal = isEqual(value, other);
            if (equal) {
                break;
            }
        }
        return equal;
    }

    static boolean isEqual(@Nullable Object left, @Nullable Object right) {
        Kind kind = kind(left);
        if (kind != kind(right)) {
            if (left != null && right != null) {
                throw incompatible(left, right);
            }
            return false;
        }
        if (kind == Kind.INTEGER) {
            return integer(left).equals(integer(right));
        }
        if (kind == Kind.FLOAT) {
            return ((Number) Objects.requireNonNull(left)).doubleValue()
                    == ((Number) Objects.requireNonNull(right)).doubleValue();
        }
        if (kind == Kind.OTHER && left != null && right != null) {
            refuseContainer(left);
            refuseContainer(right);
        }
        return Objects.equals(left, right);
    }

    private static void refuseContainer(Object value) {
        if (value instanceof Map || value instanceof Collection) {
            throw FunctionException.of(
                    "non-comparable type " + GoFormat.format("%s", List.of(value)) + ": " + GoTypes.name(value));
        }
    }

    static boolean isLess(@Nullable Object left, @Nullable Object right) {
        Kind kind = basicKind(left);
        if (kind != basicKind(right)) {
            throw incompatible(left, right);
        }
        return switch (kind) {
            case INTEGER -> integer(left).compareTo(integer(right)) < 0;
            case FLOAT ->
                ((Number) Objects.requireNonNull(left)).doubleValue()
                        < ((Number) Objects.requireNonNull(right)).doubleValue();
            case STRING -> String.valueOf(left).compareTo(String.valueOf(right)) < 0;
            default -> throw invalidType();
        };
    }

    private static Kind basicKind(@Nullable Object value) {
        Kind kind = kind(value);
        if (kind == Kind.OTHER) {
            throw invalidType();
        }
        return kind;
    }

    private static FunctionException invalidType() {
        return FunctionException.of("invalid type for comparison");
    }

    private static FunctionException incompatible(@Nullable Object left, @Nullable Object right) {
        return FunctionException.of(
                "incompatible types for comparison: " + GoTypes.name(left) + " and " + GoTypes.name(right));
    }

    private static Kind kind(@Nullable Object value) {
        if (value instanceof String) {
            return Kind.STRING;
        }
        if (value instanceof Boolean) {
            return Kind.BOOLEAN;
        }
        if (value instanceof Double) {
            return Kind.FLOAT;
        }
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger
                ? Kind.INTEGER
                : Kind.OTHER;
    }

    private static BigInteger integer(@Nullable Object value) {
        return value instanceof BigInteger integer
                ? integer
                : BigInteger.valueOf(((Number) Objects.requireNonNull(value)).longValue());
    }
}
