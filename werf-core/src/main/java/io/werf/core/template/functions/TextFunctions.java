package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.atLeast;
import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Strings. In functions of two strings the one that is worked on comes last, where a pipeline puts it. */
final class TextFunctions {

    private static final int WIDEST_INDENT = 1000;

    static final List<TemplateFunction> ALL = List.of(
            atLeast("quote", 0, a -> joined(a, value -> GoFormat.quote(GoValues.text(value)))),
            atLeast("squote", 0, a -> joined(a, value -> "'" + GoValues.text(value) + "'")),
            exactly("upper", 1, a -> a.string(0).toUpperCase(Locale.ROOT)),
            exactly("lower", 1, a -> a.string(0).toLowerCase(Locale.ROOT)),
            exactly("trim", 1, a -> a.string(0).strip()),
            exactly("trimSuffix", 2, a -> trimSuffix(a.string(1), a.string(0))),
            exactly("trimPrefix", 2, a -> trimPrefix(a.string(1), a.string(0))),
            exactly("replace", 3, a -> a.string(2).replace(a.string(0), a.string(1))),
            exactly("contains", 2, a -> a.string(1).contains(a.string(0))),
            exactly("hasPrefix", 2, a -> a.string(1).startsWith(a.string(0))),
            exactly("hasSuffix", 2, a -> a.string(1).endsWith(a.string(0))),
            exactly("indent", 2, a -> indent(a)),
            exactly("nindent", 2, a -> "\n" + indent(a)),
            exactly("toString", 1, a -> GoValues.text(a.get(0))),
            exactly("join", 2, TextFunctions::join),
            exactly("split", 2, TextFunctions::split),
            exactly("splitList", 2, a -> parts(a)),
            atLeast("printf", 1, a -> GoFormat.format(a.string(0), a.from(1))));

    private TextFunctions() {}

    private interface Quoting {
        String quote(Object value);
    }

    private static String joined(Arguments arguments, Quoting quoting) {
        List<String> quoted = new ArrayList<>();
        for (Object value : arguments.all()) {
            if (value != null) {
                quoted.add(quoting.quote(value));
            }
        }
        return String.join(" ", quoted);
    }

    private static String trimSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String trimPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String indent(Arguments arguments) {
        long width = arguments.integer(0);
        if (width < 0 || width > WIDEST_INDENT) {
            throw FunctionException.ofArgument(0, "indentation must be 0 to " + WIDEST_INDENT + ", is " + width);
        }
        String padding = " ".repeat((int) width);
        return padding + arguments.string(1).replace("\n", "\n" + padding);
    }

    private static String join(Arguments arguments) {
        if (arguments.get(1) instanceof java.util.Collection) {
            return arguments.list(1).stream()
                    .filter(item -> item != null)
                    .map(GoValues::text)
                    .collect(Collectors.joining(arguments.string(0)));
        }
        return arguments.get(1) == null ? "" : GoValues.text(arguments.get(1));
    }

    private static Map<String, Object> split(Arguments arguments) {
        Map<String, Object> numbered = new LinkedHashMap<>();
        for (Object part : parts(arguments)) {
            numbered.put("_" + numbered.size(), part);
        }
        return numbered;
    }

    /** By an empty separator: into characters. */
    private static List<Object> parts(Arguments arguments) {
        String separator = arguments.string(0);
        String text = arguments.string(1);
        List<Object> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
