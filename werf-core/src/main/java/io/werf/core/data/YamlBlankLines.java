package io.werf.core.data;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Block scalars of blank lines only, which may be indented more than what comes behind the scalar: the reader inside Helm and
 * kubectl allows them, ours does not.
 */
final class YamlBlankLines {

    private static final String PROBLEM = "the leading empty lines contain more spaces";

    private YamlBlankLines() {}

    /** The text with nothing in the blank lines that it could not be read for; empty when that was not the problem. */
    static Optional<String> emptied(String text, String problem, Mark behind) {
        if (!problem.contains(PROBLEM)) {
            return Optional.empty();
        }
        String[] lines = text.split("\n", -1);
        int header = behind.getLine() - 1;
        while (header > 0 && lines[header].isBlank()) {
            lines[header--] = "";
        }
        return behind.getColumn() <= keyColumn(lines[header])
                ? Optional.of(String.join("\n", lines))
                : Optional.empty();
    }

    /** Where the key begins whose value the scalar is. */
    private static int keyColumn(String line) {
        int column = 0;
        while (column < line.length() && (line.charAt(column) == ' ' || line.startsWith("- ", column))) {
            column++;
        }
        return column;
    }
}
