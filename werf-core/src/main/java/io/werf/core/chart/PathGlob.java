package io.werf.core.chart;

import java.util.regex.Pattern;

/** Patterns of paths: {@code *} and {@code ?} stay within a directory, {@code **} does not; {@code [a-z]}, {@code {a,b}}. */
final class PathGlob {

    private static final int LONGEST = 500;

    private PathGlob() {}

    /** The pattern; one that is malformed matches only its own text. */
    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        int i = 0;
        while (i < Math.min(glob.length(), LONGEST)) {
            char c = glob.charAt(i++);
            switch (c) {
                case '*' -> {
                    boolean any = i < glob.length() && glob.charAt(i) == '*';
                    regex.append(any ? ".*" : "[^/]*");
                    i += any ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    braces++;
                    regex.append("(?:");
                }
                case '}' -> {
                    braces--;
                    regex.append(')');
                }
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                case '[' -> {
                    int end = glob.indexOf(']', i + 1);
                    String set = end < 0 ? "" : glob.substring(i, end);
                    boolean negated = set.startsWith("!");
                    regex.append('[').append(negated ? "^" : "");
                    regex.append((negated ? set.substring(1) : set).replaceAll("[\\\\\\[\\]&^]", "\\\\$0"));
                    regex.append(']');
                    i = end < 0 ? glob.length() : end + 1;
                }
                default ->
                    regex.append(Pattern.quote(String.valueOf(c == '\\' && i < glob.length() ? glob.charAt(i++) : c)));
            }
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (java.util.regex.PatternSyntaxException malformed) {
            return Pattern.compile(Pattern.quote(glob));
        }
    }
}
