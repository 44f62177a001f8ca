package io.werf.core.chart;

import java.util.ArrayList;
import java.util.List;

/** Cuts a rendered file into its YAML documents. */
final class ManifestSplitter {

    private ManifestSplitter() {}

    /**
     * A document.
     *
     * @param lineOffset lines of the whole text before its first one
     * @param text without separators, leading blank lines and trailing space
     */
    record Part(int lineOffset, String text) {}

    /**
     * A separator is a line that begins with {@code ---} and a blank or its end; text after it on the same line belongs to
     * the document. Documents of comments and blanks only are left out.
     */
    static List<Part> split(String rendered) {
        List<Part> parts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int first = 0;
        int number = 0;
        for (String line : rendered.split("\r?\n", -1)) {
            if (isSeparator(line)) {
                add(parts, lines, first);
                lines.clear();
                String rest = line.substring(3).strip();
                first = rest.isEmpty() ? number + 1 : number;
                if (!rest.isEmpty()) {
                    lines.add(rest);
                }
            } else {
                lines.add(line);
            }
            number++;
        }
        add(parts, lines, first);
        return parts;
    }

    static boolean isSeparator(String line) {
        return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    private static void add(List<Part> parts, List<String> lines, int offset) {
        int start = 0;
        while (start < lines.size() && lines.get(start).isBlank()) {
            start++;
        }
        boolean content =
                lines.stream().anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"));
        if (content) {
            String text = String.join("\n", lines.subList(start, lines.size())).stripTrailing();
            parts.add(new Part(offset + start, text));
        }
    }
}
