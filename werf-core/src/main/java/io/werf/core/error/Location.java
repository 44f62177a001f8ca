package io.werf.core.error;

/**
 * A place in a file of the project.
 *
 * @param file path relative to the project directory, with {@code /}
 * @param line 1-based
 * @param column 1-based; 0 when only the line is known
 */
public record Location(String file, int line, int column) {

    /** {@code file:line:column}, the form that editors and terminals make clickable. */
    @Override
    public String toString() {
        return column > 0 ? file + ":" + line + ":" + column : file + ":" + line;
    }
}
