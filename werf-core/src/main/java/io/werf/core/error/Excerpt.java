package io.werf.core.error;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a file around an error, with a caret under the mistake. Of long lines the part around it is shown.
 *
 * @param location where the mistake begins
 * @param width how many characters are wrong, at least 1
 * @param firstLine number of the first of {@code lines}, 1-based
 * @param lines the lines shown, the wrong one last
 */
public record Excerpt(Location location, int width, int firstLine, List<String> lines) {

    private static final int LINES_BEFORE = 2;
    private static final int LONGEST_LINE = 160;

    /** Copies the list. */
    public Excerpt {
        lines = List.copyOf(lines);
    }

    /** Takes the lines of {@code text} up to {@code location}; a location behind its end gives no lines. */
    public static Excerpt of(String text, Location location, int width) {
        List<String> all = text.lines().toList();
        int last = Math.min(location.line(), all.size());
        int first = Math.max(1, last - LINES_BEFORE);
        List<String> shown = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            shown.add(all.get(i - 1));
        }
        return new Excerpt(location, Math.max(1, width), first, shown);
    }

    /** How many characters at the beginning of the lines are not shown, so that the caret is. */
    private int hidden() {
        boolean shown = location.column() <= LONGEST_LINE
                || lines.isEmpty()
                || lines.get(lines.size() - 1).length() < location.column();
        return shown ? 0 : location.column() - LONGEST_LINE / 2;
    }

    private static String window(String line, int hidden) {
        if (hidden == 0 && line.length() <= LONGEST_LINE) {
            return line;
        }
        String rest = line.substring(Math.min(hidden, line.length()));
        String shown = rest.length() > LONGEST_LINE ? rest.substring(0, LONGEST_LINE) + "…" : rest;
        return hidden == 0 ? shown : "…" + shown;
    }

    /** The numbered lines and, below the last, the caret. Empty when there are no lines. */
    public String render() {
        StringBuilder out = new StringBuilder();
        int hidden = hidden();
        for (int i = 0; i < lines.size(); i++) {
            out.append(String.format("%6d │ %s%n", firstLine + i, window(lines.get(i), hidden)));
        }
        if (!lines.isEmpty() && location.column() > 0 && location.column() - hidden <= LONGEST_LINE) {
            out.append("       │ ")
                    .append(" ".repeat(location.column() - 1 - hidden + (hidden == 0 ? 0 : 1)))
                    .append("^".repeat(Math.min(width, LONGEST_LINE)))
                    .append(System.lineSeparator());
        }
        return out.toString();
    }
}
