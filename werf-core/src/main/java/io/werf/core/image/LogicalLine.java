package io.werf.core.image;

import java.util.List;

/**
 * The lines of a file that make one instruction, joined.
 *
 * @param text without comments and continuation characters
 * @param line number of the first line, 1-based
 * @param column of the first character that is not blank, 1-based
 * @param heredocs bodies of the heredocs, as they stand
 */
record LogicalLine(String text, int line, int column, List<String> heredocs) {}
