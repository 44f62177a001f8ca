package io.werf.core.image;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The wildcards of Dockerfiles as regular expressions: {@code *} and {@code ?} within one path element, {@code [a-z]},
 * {@code [^a]} and {@code \x}, by the rules of Go's {@code filepath.Match}; and {@code **}, by those of ignore files.
 */
final class Glob {

    private static final String META = "*?[\\";

    private final String pattern;
    private final boolean deep;
    private final StringBuilder regex = new StringBuilder();
    private int at;

    private Glob(String pattern, boolean deep) {
        this.pattern = pattern;
        this.deep = deep;
    }

    /** Whether the text has any wildcard or escape. */
    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> META.indexOf(c) >= 0);
    }

    /** The directories that every match is below: everything before the first path element with a wildcard. */
    static String fixedPrefix(String pattern) {
        int meta = 0;
        while (meta < pattern.length() && META.indexOf(pattern.charAt(meta)) < 0) {
            meta++;
        }
        return meta == pattern.length() ? pattern : Paths.parent(pattern.substring(0, meta));
    }

    /**
     * A source of COPY or ADD: {@code **} means no more than {@code *}.
     *
     * @throws IllegalArgumentException if the pattern is malformed
     */
    static Pattern ofSource(String pattern) {
        return new Glob(pattern, false).compile();
    }

    /**
     * A line of an ignore file.
     *
     * @throws IllegalArgumentException if the pattern is malformed
     */
    static Pattern ofIgnoreRule(String pattern) {
        return new Glob(pattern, true).compile();
    }

    private Pattern compile() {
        while (at < pattern.length()) {
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            switch (c) {
                case '*' -> star();
                case '?' -> regex.append("[^/]");
                case '[' -> characterClass();
                case '\\' -> literal(escaped());
                default -> literal(c);
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("malformed pattern \"" + pattern + "\"", e);
        }
    }

    private void star() {
        if (!deep || !pattern.startsWith("*", at)) {
            regex.append("[^/]*");
            return;
        }
        boolean first = at == 1;
        at++;
        boolean slash = pattern.startsWith("/", at);
        if (slash) {
            at++;
        }
        if (at == pattern.length()) {
            regex.append(".*");
        } else if (first && !slash && !isPattern(pattern.substring(at))) {
            // "**name" at the very beginning is a plain suffix for Docker, whatever stands before it.
            regex.append(".*");
        } else {
            regex.append("(?:.*/)?");
        }
    }

    private int escaped() {
        if (at == pattern.length()) {
            throw new IllegalArgumentException("malformed pattern \"" + pattern + "\": nothing behind the last \\");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private void characterClass() {
        regex.append('[');
        if (pattern.startsWith("^", at)) {
            at++;
            regex.append('^');
        }
        boolean empty = true;
        while (empty || !pattern.startsWith("]", at)) {
            int low = classCharacter();
            int high = low;
            if (pattern.startsWith("-", at)) {
                at++;
                high = classCharacter();
            }
            if (high < low) {
                throw new IllegalArgumentException("malformed pattern \"" + pattern + "\": range backwards");
            }
            regex.append(String.format("\\x{%x}-\\x{%x}", low, high));
            empty = false;
        }
        at++;
        regex.append(']');
    }

    private int classCharacter() {
        if (at >= pattern.length() || pattern.startsWith("-", at) || pattern.startsWith("]", at)) {
            throw new IllegalArgumentException("malformed pattern \"" + pattern + "\": [ is not closed");
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c == '\\' ? escaped() : c;
    }

    private void literal(int c) {
        if (!Character.isLetterOrDigit(c) && c < 128) {
            regex.append('\\');
        }
        regex.appendCodePoint(c);
    }
}
