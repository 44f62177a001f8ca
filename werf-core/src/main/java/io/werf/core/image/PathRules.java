package io.werf.core.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * An ordered list of patterns, {@code !} for exceptions: the last one that matches a path or one of its parent directories
 * decides. A directory counts for a pattern only where the pattern could change what those before it say of the directory
 * itself: that is how Docker walks. These are the rules of {@code .dockerignore}, and of {@code COPY --exclude}. Immutable.
 */
final class PathRules {

    /** No rule: matches nothing. */
    static final PathRules NONE = new PathRules(List.of());

    private final List<Rule> rules;

    private record Rule(String pattern, boolean exception, Predicate<String> matcher) {
        /** For example {@code **}{@code /*.tmp}: most frequent as well. */
        private static final Pattern SUFFIX = Pattern.compile("\\*\\*/\\*[^*?\\[\\\\/]*");

        static Rule of(String text) {
            boolean exception = text.startsWith("!");
            String clean = Paths.clean(exception ? text.substring(1).strip() : text);
            String pattern = clean.length() > 1 && clean.startsWith("/") ? clean.substring(1) : clean;
            if (!Glob.isPattern(pattern)) {
                return new Rule(pattern, exception, pattern::equals);
            }
            if (pattern.startsWith("**/") && !Glob.isPattern(pattern.substring(3))) {
                // The most frequent form, without the cost of a regular expression.
                String name = pattern.substring(3);
                String below = "/" + name;
                return new Rule(pattern, exception, path -> path.equals(name) || path.endsWith(below));
            }
            if (SUFFIX.matcher(pattern).matches()) {
                String suffix = pattern.substring(4);
                return new Rule(pattern, exception, path -> path.endsWith(suffix));
            }
            Pattern regex = Glob.ofIgnoreRule(pattern);
            return new Rule(pattern, exception, path -> regex.matcher(path).matches());
        }

        boolean mayMatchBelow(String directory) {
            String fixed = Glob.fixedPrefix(pattern);
            boolean literal = fixed.equals(pattern);
            return Paths.isWithin(directory, fixed) || (!literal && Paths.isWithin(fixed, directory));
        }
    }

    private PathRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Rules of the given patterns; blank ones are skipped.
     *
     * @throws IllegalArgumentException if one is malformed
     */
    static PathRules of(List<String> patterns) {
        List<Rule> rules = new ArrayList<>();
        for (String pattern : patterns) {
            String text = pattern.strip();
            if (text.equals("!")) {
                throw new IllegalArgumentException("malformed pattern \"!\": nothing behind the !");
            }
            if (!text.isEmpty()) {
                rules.add(Rule.of(text));
            }
        }
        return rules.isEmpty() ? NONE : new PathRules(rules);
    }

    /** Whether nothing ever matches. */
    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Starts matching the paths of one walk; not thread-safe. */
    Walk walk() {
        return new Walk();
    }

    /** Remembers what matched the directories, so that each is looked at once. */
    final class Walk {

        private final Map<String, boolean[]> directories = new HashMap<>();
        private String lastParent = "";
        private boolean[] lastMatched = new boolean[rules.size()];

        private Walk() {
            directories.put("", new boolean[rules.size()]);
        }

        /** Whether the rules match that path. */
        boolean matches(String path) {
            if (rules.isEmpty()) {
                return false;
            }
            String parent = Paths.parent(path);
            if (!parent.equals(lastParent)) {
                lastParent = parent;
                lastMatched = directory(parent);
            }
            boolean result = false;
            for (int i = 0; i < lastMatched.length; i++) {
                Rule rule = rules.get(i);
                if (lastMatched[i]
                        || (rule.exception() == result && rule.matcher().test(path))) {
                    result = !rule.exception();
                }
            }
            return result;
        }

        /** @param matched which rules match the directory above; those that match this one are added */
        private void evaluate(String path, boolean[] matched) {
            boolean result = false;
            for (int i = 0; i < matched.length; i++) {
                Rule rule = rules.get(i);
                if (!matched[i] && rule.exception() == result) {
                    matched[i] = rule.matcher().test(path);
                }
                if (matched[i]) {
                    result = !rule.exception();
                }
            }
        }

        /** Whether all that is below the directory matches, so that nobody need look into it. */
        boolean matchesAllBelow(String directory) {
            return matches(directory)
                    && rules.stream().noneMatch(rule -> rule.exception() && rule.mayMatchBelow(directory));
        }

        private boolean[] directory(String path) {
            boolean[] known = directories.get(path);
            if (known == null) {
                known = directory(Paths.parent(path)).clone();
                evaluate(path, known);
                directories.put(path, known);
            }
            return known;
        }
    }
}
