package io.werf.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A template of a release or namespace name: text with {@code [[ function ]]} in it. */
record NameTemplate(List<Part> parts) {

    /** Text, or the name of a function. */
    record Part(boolean isFunction, String text) {}

    /** What is wrong with a template, and where in it. */
    static final class SyntaxException extends Exception {

        private static final long serialVersionUID = 1;

        private final int offset;
        private final int width;

        private SyntaxException(String message, int offset, int width) {
            super(message);
            this.offset = offset;
            this.width = width;
        }

        int offset() {
            return offset;
        }

        int width() {
            return width;
        }
    }

    /** Reads a template that may call the given functions. */
    static NameTemplate parse(String template, Set<String> functions) throws SyntaxException {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = template.indexOf("[["); open >= 0; open = template.indexOf("[[", from)) {
            int close = template.indexOf("]]", open);
            if (close < 0) {
                throw new SyntaxException("\"[[\" without \"]]\"", open, 2);
            }
            String inside = template.substring(open + 2, close);
            String function = inside.strip();
            if (!functions.contains(function)) {
                int at = open + 2 + inside.indexOf(function);
                throw new SyntaxException(
                        "unknown function \"" + function + "\"; there are: "
                                + String.join(", ", new TreeSet<>(functions)),
                        at,
                        Math.max(1, function.length()));
            }
            parts.add(new Part(false, template.substring(from, open)));
            parts.add(new Part(true, function));
            from = close + 2;
        }
        parts.add(new Part(false, template.substring(from)));
        return new NameTemplate(List.copyOf(parts));
    }

    String render(Map<String, String> values) {
        return parts.stream()
                .map(part -> part.isFunction() ? values.getOrDefault(part.text(), "") : part.text())
                .collect(Collectors.joining());
    }
}
