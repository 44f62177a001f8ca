package io.werf.core.image;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways in which instructions split their arguments into words. */
final class Words {

    private Words() {}

    /** At blanks that are neither quoted nor escaped; quotes and escapes stay. */
    static List<String> quoted(String text, char escape) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = '\0';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == '\0' && Character.isWhitespace(c)) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                continue;
            }
            if (c == escape && quote != '\'') {
                if (i + 1 < text.length()) {
                    word.append(c).append(text.charAt(++i));
                }
                continue;
            }
            if (quote == '\0' && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = '\0';
            }
            word.append(c);
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** At blanks, whatever stands around them. */
    static List<String> plain(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /** Whether {@link #json} would find an array, of whatever. */
    static boolean isJson(String text) {
        try {
            return json(text).isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    /**
     * The elements of a JSON array of strings; empty when the text is none.
     *
     * @throws IllegalArgumentException if it is an array of something else
     */
    static Optional<List<String>> json(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        Object tree;
        try {
            tree = Json.read(text);
        } catch (JsonException e) {
            return Optional.empty();
        }
        if (!(tree instanceof List<?> elements)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (Object element : elements) {
            if (!(element instanceof String word)) {
                throw new IllegalArgumentException("the JSON array has an element that is not a string");
            }
            words.add(word);
        }
        return Optional.of(words);
    }
}
