package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import java.util.List;

/** Finds the place of a word in a Dockerfile, for errors. */
final class Excerpts {

    private static final int LINES_SEARCHED = 200;

    private Excerpts() {}

    /** The first occurrence of {@code word} from the beginning of the instruction on, else the instruction itself. */
    static Excerpt of(String text, Location instruction, String word) {
        String first = word.lines().findFirst().orElse("");
        List<String> lines =
                text.lines().skip(instruction.line() - 1L).limit(LINES_SEARCHED).toList();
        for (int i = 0; i < lines.size() && !first.isEmpty(); i++) {
            int column = lines.get(i).indexOf(first, i == 0 ? Math.max(0, instruction.column() - 1) : 0);
            if (column >= 0) {
                Location location = new Location(instruction.file(), instruction.line() + i, column + 1);
                return Excerpt.of(text, location, first.length());
            }
        }
        return Excerpt.of(text, instruction, 1);
    }
}
