package io.werf.core.template.functions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as Go does: all numbers are floating point, of two equal keys the later counts; messages are Go's. */
final class GoJsonReader {

    private static final int DEEPEST = 500;
    private static final String END = "unexpected end of JSON input";

    private final String text;
    private int at;
    private int depth;

    private GoJsonReader(String text) {
        this.text = text;
    }

    /** @throws FunctionException if it is not JSON */
    static @Nullable Object read(String text) {
        GoJsonReader reader = new GoJsonReader(text);
        Object value = reader.value("looking for beginning of value");
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.invalid("after top-level value");
        }
        return value;
    }

    private @Nullable Object value(String looking) {
        if (++depth > DEEPEST) {
            throw FunctionException.ofArgument(0, "exceeded max depth");
        }
        Object value = switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw invalid(looking);
        };
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        at++;
        if (next() == '}') {
            at++;
            return object;
        }
        while (true) {
            if (next() != '"') {
                throw invalid("looking for beginning of object key string");
            }
            String key = string();
            if (next() != ':') {
                throw invalid("after object key");
            }
            at++;
            object.put(key, value("looking for beginning of value"));
            char separator = next();
            if (separator != ',' && separator != '}') {
                throw invalid("after object key:value pair");
            }
            at++;
            if (separator == '}') {
                return object;
            }
        }
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        at++;
        if (next() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value("looking for beginning of value"));
            char separator = next();
            if (separator != ',' && separator != ']') {
                throw invalid("after array element");
            }
            at++;
            if (separator == ']') {
                return array;
            }
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (true) {
            char c = current();
            if (c < ' ') {
                throw invalid("in string literal");
            }
            at++;
            if (c == '"') {
                return out.toString();
            }
            if (c == '\\') {
                escape(out);
            } else {
                out.append(c);
            }
        }
    }

    private void escape(StringBuilder out) {
        char c = current();
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            at++;
            out.append("\"\\/\b\f\n\r\t".charAt(simple));
            return;
        }
        if (c != 'u') {
            throw invalid("in string escape code");
        }
        at++;
        char unit = unit();
        boolean paired = Character.isHighSurrogate(unit) && text.startsWith("\\u", at);
        int behind = at;
        if (paired) {
            at += 2;
            char low = unit();
            if (Character.isLowSurrogate(low)) {
                out.append(unit).append(low);
                return;
            }
            at = behind;
        }
        out.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(current(), 16);
            if (digit < 0) {
                throw invalid("in \\u hexadecimal character escape");
            }
            unit = unit * 16 + digit;
            at++;
        }
        return (char) unit;
    }

    private @Nullable Object literal(String word, @Nullable Object value) {
        for (int i = 0; i < word.length(); i++) {
            if (current() != word.charAt(i)) {
                throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
            at++;
        }
        return value;
    }

    private Double number() {
        int from = at;
        if (current() == '-') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        double number = Double.parseDouble(text.substring(from, at));
        if (Double.isInfinite(number)) {
            throw FunctionException.ofArgument(
                    0, "json: cannot unmarshal number " + text.substring(from, at) + " into Go value of type float64");
        }
        return number;
    }

    private void digits(String where) {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (from == at) {
            current();
            throw invalid(where);
        }
    }

    /** The next character that is no blank. */
    private char next() {
        skipSpace();
        return current();
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char current() {
        if (at >= text.length()) {
            throw FunctionException.ofArgument(0, END);
        }
        return text.charAt(at);
    }

    private FunctionException invalid(String where) {
        char c = current();
        String shown = c == '\'' ? "'\\''" : c == '"' ? "'\"'" : GoQuote.quote(String.valueOf(c), '\'', false);
        return FunctionException.ofArgument(0, "invalid character " + shown + " " + where);
    }
}
