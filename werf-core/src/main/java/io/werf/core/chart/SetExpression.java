package io.werf.core.chart;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Helm's grammar of {@code --set} and its relatives: {@code a.b=1,c[0].d=x,list={p,q}}; a backslash takes the next character
 * literally; {@code null} removes a default of the chart.
 */
final class SetExpression {

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");

    /** What becomes of the text of a value. */
    private interface Conversion {
        @Nullable
        Object value(String text, int position);
    }

    private final SetText text;
    private final Conversion conversion;
    private final boolean isJson;

    private SetExpression(SetText text, Conversion conversion, boolean isJson) {
        this.text = text;
        this.conversion = conversion;
        this.isJson = isJson;
    }

    /** {@code --set}: numbers, booleans and null are recognised. */
    static SetExpression typed(String expression) {
        return new SetExpression(new SetText("set", expression), (value, at) -> typedValue(value), false);
    }

    /** {@code --set-string}. */
    static SetExpression strings(String expression) {
        return new SetExpression(new SetText("setString", expression), (value, at) -> value, false);
    }

    /** {@code --set-file}; {@code reader} gives the text of a path. */
    static SetExpression files(String expression, UnaryOperator<String> reader) {
        return new SetExpression(new SetText("setFile", expression), (path, at) -> reader.apply(path), false);
    }

    /** The paths that a {@code --set-file} names. */
    static Set<String> paths(String expression) {
        Set<String> paths = new LinkedHashSet<>();
        files(expression, path -> {
                    paths.add(path);
                    return "";
                })
                .applyTo(new LinkedHashMap<>());
        return paths;
    }

    /**
     * {@code --set-json} and the like.
     *
     * @param option what errors name
     * @param change applied to each value that is read
     */
    static SetExpression json(String option, String expression, UnaryOperator<@Nullable Object> change) {
        SetText text = new SetText(option, expression);
        Conversion conversion = (value, at) -> {
            try {
                return value.isBlank() ? null : change.apply(Json.read(value));
            } catch (JsonException e) {
                throw text.error(e.line() == 1 ? at + e.column() - 1 : at, "not valid JSON: " + e.reason());
            }
        };
        return new SetExpression(text, conversion, true);
    }

    /** Writes what the expression says into {@code values}. */
    void applyTo(Map<String, Object> values) {
        while (!text.isAtEnd()) {
            SetPath path = SetPath.read(text, "[=,.", true);
            path.put(values, value());
        }
    }

    private @Nullable Object value() {
        int start = text.position();
        if (isJson) {
            String json = text.jsonValue();
            text.skipBlanksAndComma();
            return conversion.value(json, start);
        }
        if (text.peek() == '{') {
            return list();
        }
        String raw = text.until(",", true);
        text.skip(',');
        return conversion.value(raw, start);
    }

    private List<@Nullable Object> list() {
        int start = text.position();
        text.skip('{');
        List<@Nullable Object> items = new ArrayList<>();
        while (true) {
            int itemStart = text.position();
            String item = text.until(",}", true);
            if (text.isAtEnd()) {
                throw text.error(start, "\"}\" is missing");
            }
            items.add(conversion.value(item, itemStart));
            if (text.skip('}')) {
                text.skip(',');
                return items;
            }
            text.skip(',');
        }
    }

    private static @Nullable Object typedValue(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "null" -> {
                return null;
            }
            case "true", "false" -> {
                return lower.equals("true");
            }
            case "0" -> {
                return 0L;
            }
            default -> {
                // A leading zero keeps it text, so that "0123" stays what it is.
                return raw.startsWith("0") || !INTEGER.matcher(raw).matches() ? raw : number(raw);
            }
        }
    }

    private static Object number(String raw) {
        try {
            return Long.valueOf(raw);
        } catch (NumberFormatException tooLarge) {
            return raw;
        }
    }
}
