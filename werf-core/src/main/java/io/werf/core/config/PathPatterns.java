package io.werf.core.config;

import io.werf.core.git.PathRule;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The files that a list of globs names. {@code *}, {@code ?}, {@code [a-z]} stay within one element of a path, {@code **} is
 * any number of elements, <code>{a,b}</code> is either. What names a directory names everything below it. Immutable.
 */
public final class PathPatterns implements PathRule {

    private static final int MOST_ALTERNATIVES = 256;
    private static final int MOST_ELEMENTS = 64;

    private final List<Pattern> patterns;

    private PathPatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * The files of the globs of a setting.
     *
     * @param setting its name, for the error
     * @throws InvalidPatternException if one is malformed
     */
    public static PathPatterns ofSetting(String setting, List<String> globs) {
        try {
            return of(globs);
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(setting, e.getPattern(), e.getDescription());
        }
    }

    /**
     * The files of these globs.
     *
     * @throws PatternSyntaxException if one is malformed
     */
    static PathPatterns of(List<String> globs) {
        return new PathPatterns(globs.stream()
                .flatMap(glob -> alternatives(glob).stream())
                .map(Pattern::of)
                .toList());
    }

    @Override
    public boolean matches(String path) {
        String[] elements = elements(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(elements, 0, 0, true));
    }

    /** Whether the path itself is named, not only a directory above it. */
    boolean names(String path) {
        String[] elements = elements(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(elements, 0, 0, false));
    }

    @Override
    public boolean mayMatchBelow(String directory) {
        String[] elements = directory.isEmpty() ? new String[0] : elements(directory);
        return patterns.stream().anyMatch(pattern -> pattern.begins(elements, 0, 0));
    }

    private static String[] elements(String path) {
        return Arrays.stream(path.split("/"))
                .filter(element -> !element.isEmpty() && !element.equals("."))
                .toArray(String[]::new);
    }

    /** Braces may hold slashes, so that they are resolved before a glob is cut into elements. */
    private static List<String> alternatives(String glob) {
        int open = glob.indexOf('{');
        int close = glob.indexOf('}', open + 1);
        if (open < 0 || close < 0) {
            return List.of(glob);
        }
        List<String> all = new ArrayList<>();
        for (String choice : glob.substring(open + 1, close).split(",", -1)) {
            all.addAll(alternatives(glob.substring(0, open) + choice + glob.substring(close + 1)));
            if (all.size() > MOST_ALTERNATIVES) {
                throw new PatternSyntaxException("more than " + MOST_ALTERNATIVES + " alternatives", glob, open);
            }
        }
        return all;
    }

    /** One glob. */
    private record Pattern(List<Element> elements) {

        static Pattern of(String glob) {
            String[] written = PathPatterns.elements(glob);
            if (written.length > MOST_ELEMENTS) {
                throw new PatternSyntaxException("more than " + MOST_ELEMENTS + " elements", glob, 0);
            }
            List<Element> elements = new ArrayList<>();
            for (String element : written) {
                boolean deep = element.equals("**");
                boolean again = deep
                        && !elements.isEmpty()
                        && elements.get(elements.size() - 1).deep();
                if (!again) {
                    elements.add(Element.of(element, deep));
                }
            }
            return new Pattern(List.copyOf(elements));
        }

        /** @param orBelow whether it is enough that a directory above the path matches */
        boolean matches(String[] path, int from, int element, boolean orBelow) {
            if (element == elements.size()) {
                return from == path.length || (orBelow && from > 0);
            }
            if (elements.get(element).deep()) {
                for (int next = from; next <= path.length; next++) {
                    if (matches(path, next, element + 1, orBelow)) {
                        return true;
                    }
                }
                return false;
            }
            return from < path.length
                    && elements.get(element).matches(path[from])
                    && matches(path, from + 1, element + 1, orBelow);
        }

        /** Whether something below this directory could match, or all of it does. */
        boolean begins(String[] directory, int from, int element) {
            if (from == directory.length
                    || element == elements.size()
                    || elements.get(element).deep()) {
                return true;
            }
            return elements.get(element).matches(directory[from]) && begins(directory, from + 1, element + 1);
        }
    }

    /** One element of a glob. */
    private record Element(boolean deep, PathMatcher matcher) {

        static Element of(String element, boolean deep) {
            String glob = element.replace("[^", "[!");
            return new Element(deep, FileSystems.getDefault().getPathMatcher("glob:" + glob));
        }

        boolean matches(String name) {
            try {
                return matcher.matches(Path.of(name));
            } catch (InvalidPathException impossibleHere) {
                return false;
            }
        }
    }
}
