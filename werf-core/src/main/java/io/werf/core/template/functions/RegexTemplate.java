package io.werf.core.template.functions;

import com.google.re2j.Matcher;

/** Go's replacement texts: {@code $1}, {@code ${1}}, {@code ${name}}, {@code $$}. */
final class RegexTemplate {

    private RegexTemplate() {}

    static void expand(String template, Matcher matcher, StringBuilder out) {
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$') {
                out.append(c);
                at++;
                continue;
            }
            if (template.startsWith("$$", at)) {
                out.append('$');
                at += 2;
                continue;
            }
            boolean braces = template.startsWith("${", at);
            int from = at + (braces ? 2 : 1);
            int to = from;
            while (to < template.length() && isNamePart(template.charAt(to))) {
                to++;
            }
            boolean closed = !braces || template.startsWith("}", to);
            if (to == from || !closed) {
                out.append('$');
                at++;
                continue;
            }
            out.append(group(matcher, template.substring(from, to)));
            at = to + (braces ? 1 : 0);
        }
    }

    private static boolean isNamePart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static String group(Matcher matcher, String name) {
        String text = null;
        if (name.matches("[0-9]{1,8}")) {
            int number = Integer.parseInt(name);
            text = number <= matcher.groupCount() ? matcher.group(number) : null;
        } else if (matcher.pattern().namedGroups().containsKey(name)) {
            text = matcher.group(name);
        }
        return text == null ? "" : text;
    }
}
