package io.werf.core.template.functions;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads TOML into a plain tree; dates stay text. */
final class TomlReader {

    private static final int DEEPEST = 200;

    private final String text;
    private int at;
    private int line = 1;
    private int depth;

    private TomlReader(String text) {
        this.text = text;
    }

    static Map<String, Object> read(String text) {
        return new TomlReader(text.replace("\r\n", "\n")).document();
    }

    private Map<String, Object> document() {
        Map<String, Object> root = new LinkedHashMap<>();
        Map<String, Object> table = root;
        for (skipBlank(); at < text.length(); skipBlank()) {
            if (text.startsWith("[[", at)) {
                at += 2;
                table = newElement(root, keys());
                expect("]]");
            } else if (accept("[")) {
                table = tableOf(root, keys());
                expect("]");
            } else {
                assignment(table);
            }
            endOfLine();
        }
        return root;
    }

    private void assignment(Map<String, Object> table) {
        List<String> keys = keys();
        expect("=");
        Map<String, Object> owner = tableOf(table, keys.subList(0, keys.size() - 1));
        String key = keys.get(keys.size() - 1);
        if (owner.containsKey(key)) {
            throw error("key " + GoFormat.quote(key) + " has already been defined");
        }
        owner.put(key, value());
    }

    private Map<String, Object> tableOf(Map<String, Object> root, List<String> keys) {
        Map<String, Object> table = root;
        for (String key : keys) {
            Object next = table.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
            if (next instanceof List<?> list && !list.isEmpty()) {
                next = list.get(list.size() - 1);
            }
            if (!(next instanceof Map)) {
                throw error("key " + GoFormat.quote(key) + " is no table");
            }
            table = Tree.map(next);
        }
        return table;
    }

    private Map<String, Object> newElement(Map<String, Object> root, List<String> keys) {
        Map<String, Object> owner = tableOf(root, keys.subList(0, keys.size() - 1));
        String key = keys.get(keys.size() - 1);
        if (!(owner.computeIfAbsent(key, k -> new ArrayList<>()) instanceof List)) {
            throw error("key " + GoFormat.quote(key) + " is no array of tables");
        }
        Map<String, Object> element = new LinkedHashMap<>();
        Tree.list(owner, key).add(element);
        return element;
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        do {
            skipSpace();
            if (text.startsWith("\"", at) || text.startsWith("'", at)) {
                keys.add(string());
            } else {
                String key = word("[A-Za-z0-9_-]");
                if (key.isEmpty()) {
                    throw error("expected a key");
                }
                keys.add(key);
            }
            skipSpace();
        } while (accept("."));
        return keys;
    }

    private Object value() {
        if (++depth > DEEPEST) {
            throw error("nested deeper than " + DEEPEST);
        }
        skipSpace();
        Object value;
        if (text.startsWith("\"", at) || text.startsWith("'", at)) {
            value = string();
        } else if (accept("[")) {
            value = array();
        } else if (accept("{")) {
            value = inlineTable();
        } else {
            value = scalar(word("[A-Za-z0-9_+.:-]"));
        }
        depth--;
        return value;
    }

    private List<Object> array() {
        List<Object> items = new ArrayList<>();
        for (skipBlank(); !accept("]"); skipBlank()) {
            items.add(value());
            skipBlank();
            if (!accept(",")) {
                skipBlank();
                expect("]");
                break;
            }
        }
        return items;
    }

    private Map<String, Object> inlineTable() {
        Map<String, Object> table = new LinkedHashMap<>();
        skipSpace();
        if (accept("}")) {
            return table;
        }
        do {
            assignment(table);
            skipSpace();
        } while (accept(","));
        expect("}");
        return table;
    }

    private Object scalar(String word) {
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        String digits = word.replace("_", "");
        try {
            if (digits.matches("[-+]?[0-9]+")) {
                return Long.parseLong(digits);
            }
            if (digits.matches("0[xob][0-9A-Fa-f]+")) {
                int radix = digits.charAt(1) == 'x' ? 16 : digits.charAt(1) == 'o' ? 8 : 2;
                return Long.parseLong(digits.substring(2), radix);
            }
            if (digits.matches("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                return Double.valueOf(digits);
            }
        } catch (NumberFormatException e) {
            throw error("number out of range: " + word);
        }
        if (digits.matches("[-+]?(inf|nan)")) {
            return digits.endsWith("nan")
                    ? Double.NaN
                    : digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (word.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{2}:[0-9]{2}:.*")) {
            return word;
        }
        throw error("expected a value but found " + GoFormat.quote(word));
    }

    private String string() {
        char quote = text.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(triple, at);
        at += multiline ? 3 : 1;
        if (multiline && accept("\n")) {
            line++;
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            if (multiline ? text.startsWith(triple, at) : text.charAt(at) == quote) {
                at += multiline ? 3 : 1;
                return out.toString();
            }
            char c = text.charAt(at++);
            if (c == '\n' && !multiline) {
                break;
            }
            line += c == '\n' ? 1 : 0;
            if (c == '\\' && quote == '"') {
                escape(out);
            } else {
                out.append(c);
            }
        }
        throw error("unclosed string");
    }

    private void escape(StringBuilder out) {
        char c = at < text.length() ? text.charAt(at++) : '\n';
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case '"', '\\' -> out.append(c);
            case 'u', 'U' -> {
                int end = at + (c == 'u' ? 4 : 8);
                String digits = end <= text.length() ? text.substring(at, end) : "";
                if (!digits.matches("[0-9A-Fa-f]+") || !Character.isValidCodePoint((int) Long.parseLong(digits, 16))) {
                    throw error("invalid escape");
                }
                out.appendCodePoint(Integer.parseInt(digits, 16));
                at = end;
            }
            case '\n' -> {
                line++;
                while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                    line += text.charAt(at++) == '\n' ? 1 : 0;
                }
            }
            default -> throw error("invalid escape");
        }
    }

    private String word(String characters) {
        int from = at;
        while (at < text.length() && String.valueOf(text.charAt(at)).matches(characters)) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** White space, line breaks and comments. */
    private void skipBlank() {
        for (skipSpace(); at < text.length(); skipSpace()) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (accept("\n")) {
                line++;
            } else {
                return;
            }
        }
    }

    private void endOfLine() {
        skipSpace();
        if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '#') {
            throw error("expected a line break but found " + GoFormat.quote(text.substring(at, at + 1)));
        }
    }

    private boolean accept(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void expect(String token) {
        skipSpace();
        if (!accept(token)) {
            throw error("expected " + GoFormat.quote(token));
        }
    }

    private FunctionException error(String message) {
        return FunctionException.ofArgument(0, "toml: line " + line + ": " + message);
    }
}
