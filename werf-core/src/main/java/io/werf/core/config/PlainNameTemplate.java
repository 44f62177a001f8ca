package io.werf.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A template that has nothing but names of functions between its brackets. */
record PlainNameTemplate(List<Part> parts) implements NameTemplate {

    private static final Pattern ACTION = Pattern.compile("\\[\\[(.*?)]]", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\s*[A-Za-z0-9_]*\\s*");

    /** Text, or the name of a function. */
    record Part(boolean isFunction, String text) {}

    static boolean suffices(String template) {
        Matcher action = ACTION.matcher(template);
        while (action.find()) {
            if (!NAME.matcher(action.group(1)).matches()) {
                return false;
            }
        }
        return true;
    }

    static PlainNameTemplate parse(String template, Set<String> functions) throws SyntaxException {
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
        return new PlainNameTemplate(List.copyOf(parts));
    }

    @Override
    public String render(Map<String, String> values) {
        return parts.stream()
                .map(part -> part.isFunction() ? values.getOrDefault(part.text(), "") : part.text())
                .collect(Collectors.joining());
    }
}
