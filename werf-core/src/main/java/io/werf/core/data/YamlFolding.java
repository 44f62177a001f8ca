package io.werf.core.data;

/** Breaks long one-line scalars at a blank, at the columns at which Helm's YAML writer does. */
final class YamlFolding {

    private static final int WIDTH = 80;

    private YamlFolding() {}

    /**
     * Folds a scalar that is written already.
     *
     * @param written plain, quoted, or a block (which stays as it is)
     * @param column where it begins, from 0
     * @param indent of the lines that follow
     */
    static String fold(String written, int column, int indent) {
        if (written.startsWith("|") || column + written.length() <= WIDTH) {
            return written;
        }
        boolean quoted = written.startsWith("\"") || written.startsWith("'");
        boolean escapes = written.startsWith("\"");
        int firstBlank = quoted ? 2 : 1; // a blank at either end of the text is never a place to break
        int lastBlank = written.length() - firstBlank - 1;
        StringBuilder out = new StringBuilder();
        int at = column;
        boolean afterBlank = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            boolean blankNext = i + 1 < written.length() && written.charAt(i + 1) == ' ';
            boolean breaks = c == ' ' && !afterBlank && at > WIDTH && i >= firstBlank && i <= lastBlank;
            if (breaks && (escapes || !blankNext)) {
                // In double quotes a blank at the start of a line has to be escaped to be kept.
                String start = "\n" + " ".repeat(indent) + (blankNext ? "\\" : "");
                out.append(start);
                at = start.length() - 1;
            } else {
                out.append(c);
                at += Character.isLowSurrogate(c) ? 0 : 1;
            }
            afterBlank = c == ' ';
        }
        return out.toString();
    }
}
