package io.werf.core.chart;

import java.util.ArrayList;
import java.util.List;

/** Cuts a rendered file into its YAML documents where Helm does. */
final class ManifestSplitter {

    private static final String SEPARATOR = "---";

    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private int counted;
    private int lines;

    private ManifestSplitter(String text) {
        this.text = text;
    }

    /**
     * A document.
     *
     * @param lineOffset lines of the whole text before its first one
     * @param text without separators and the space around it
     */
    record Part(int lineOffset, String text) {}

    /**
     * A separator is {@code ---} at the beginning of a line with all space around it; what else is on that line belongs to
     * the document. A separator right after another is text, and a comment alone is a document: Helm prints and stores them.
     */
    static List<Part> split(String rendered) {
        ManifestSplitter splitter = new ManifestSplitter(rendered);
        splitter.split();
        return splitter.parts;
    }

    private void split() {
        int end = spaceBefore(text.length(), 0);
        int start = spaceAfter(0, end);
        if (text.startsWith(SEPARATOR, start)) {
            start = spaceAfter(start + SEPARATOR.length(), end);
        }
        int separator = text.indexOf("\n" + SEPARATOR, start);
        while (separator >= 0 && separator < end) {
            add(start, spaceBefore(separator, start));
            start = spaceAfter(separator + 1 + SEPARATOR.length(), end);
            separator = text.indexOf("\n" + SEPARATOR, start);
        }
        add(start, end);
    }

    private void add(int start, int end) {
        if (start < end) {
            for (; counted < start; counted++) {
                lines += text.charAt(counted) == '\n' ? 1 : 0;
            }
            parts.add(new Part(lines, text.substring(start, end)));
        }
    }

    private int spaceBefore(int end, int start) {
        int at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private int spaceAfter(int start, int end) {
        int at = start;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
