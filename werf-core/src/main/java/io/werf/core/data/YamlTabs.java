package io.werf.core.data;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Tabs between a key and its value: the reader inside Helm and kubectl allows them, ours does not. */
final class YamlTabs {

    private YamlTabs() {}

    /**
     * The text with spaces for the tabs at which it could not be read; empty when it was not a tab, or is one that stands for
     * an indentation, which nobody may write so.
     */
    static Optional<String> spaced(String text, Mark problem) {
        int lineStart = 0;
        for (int line = 0; line < problem.getLine() && lineStart >= 0; line++) {
            lineStart = text.indexOf('\n', lineStart) + 1;
        }
        int lineEnd = text.indexOf('\n', lineStart);
        String line = text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd);
        int columns = line.codePointCount(0, line.length());
        int at = problem.getColumn() < columns ? line.offsetByCodePoints(0, problem.getColumn()) : line.length();
        String before = line.substring(0, at).strip();
        if (at == line.length() || line.charAt(at) != '\t' || before.isEmpty() || before.endsWith("-")) {
            return Optional.empty();
        }
        StringBuilder spaced = new StringBuilder(text);
        for (int i = at; i < line.length() && Character.isWhitespace(line.charAt(i)); i++) {
            spaced.setCharAt(lineStart + i, ' ');
        }
        return Optional.of(spaced.toString());
    }
}
