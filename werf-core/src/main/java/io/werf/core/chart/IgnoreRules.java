package io.werf.core.chart;

import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rules of a {@code .helmignore}: Go's glob, {@code !} turns a rule around, a final slash means directories only. */
public final class IgnoreRules {

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(Pattern glob, boolean wholePath, boolean directoriesOnly, boolean negated) {
        boolean matches(String path) {
            return glob.matcher(wholePath ? path : path.substring(path.lastIndexOf('/') + 1))
                    .matches();
        }
    }

    /**
     * Reads the rules.
     *
     * @param file what errors name
     * @param text {@code ""} for no rules but those that Helm always has
     */
    public static IgnoreRules parse(String file, String text) {
        List<Rule> rules = new ArrayList<>(List.of(rule("templates/.?*")));
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String rule = line.strip();
            if (rule.contains("**")) {
                throw ChartException.at(
                        new Location(file, number, line.indexOf("**") + 1),
                        text,
                        2,
                        "\"**\" is not allowed in this file");
            }
            if (!rule.isEmpty() && !rule.startsWith("#")) {
                try {
                    rules.add(rule(rule));
                } catch (PatternSyntaxException e) {
                    throw ChartException.at(
                            new Location(file, number, line.indexOf(rule) + 1),
                            text,
                            rule.length(),
                            "not a pattern of file names: " + e.getDescription());
                }
            }
        }
        return new IgnoreRules(List.copyOf(rules));
    }

    private static Rule rule(String line) {
        String glob = line;
        boolean negated = glob.startsWith("!");
        glob = negated ? glob.substring(1) : glob;
        boolean directory = glob.endsWith("/");
        glob = directory ? glob.substring(0, glob.length() - 1) : glob;
        boolean rooted = glob.startsWith("/");
        glob = rooted ? glob.substring(1) : glob;
        return new Rule(pattern(glob), rooted || glob.contains("/"), directory, negated);
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (close > 0) {
                regex.append('[')
                        .append(glob.substring(i + 1, close)
                                .replace("\\", "\\\\")
                                .replace("[", "\\[")
                                .replace("&&", "&\\&"));
                regex.append(']');
                i = close;
            } else if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
            } else {
                regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** Whether a file of the chart, named relative to the chart's directory, is left out. */
    public boolean ignores(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (ignores(path.substring(0, slash), true)) {
                return true;
            }
        }
        return ignores(path, false);
    }

    private boolean ignores(String path, boolean directory) {
        for (Rule rule : rules) {
            boolean applies = rule.matches(path) && (directory || !rule.directoriesOnly());
            if (rule.negated() ? !applies && (directory || !rule.directoriesOnly()) : applies) {
                return true;
            }
        }
        return false;
    }
}
