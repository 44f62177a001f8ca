package io.werf.core.template.gotemplate;

import io.werf.core.error.Location;
import io.werf.core.template.Origin;
import io.werf.core.template.Origins;
import io.werf.core.template.TemplateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the template line that made a rendered line. Text that was included and then indented, trimmed or joined with other
 * text is found again by its lines: they differ in nothing but the white space around them.
 */
final class OutputOrigins implements Origins {

    private final Output output;

    OutputOrigins(Output output) {
        this.output = output;
    }

    @Override
    public Optional<Origin> of(int line, int column) {
        return find(output, line, column, 0);
    }

    private static Optional<Origin> find(Output output, int line, int column, int depth) {
        String text = output.toString();
        int start = startOf(text, line);
        if (start < 0 || depth > 100) {
            return Optional.empty();
        }
        int last = Math.max(start, endOf(text, start) - 1);
        int at = column > 0 ? Math.min(start + column - 1, last) : firstWord(text, start);
        int piece = output.pieceAt(at);
        if (piece < 0) {
            return Optional.empty();
        }
        TemplateSource source = output.maker(piece).source();
        int place = output.place(piece);
        boolean verbatim = place >= 0;
        Place here = Place.of(source.text(), verbatim ? place + at - output.begin(piece) : ~place);
        boolean inFile = !source.file().equals(Run.TPL_NAME);
        Optional<Origin> inner = ofParts(output, piece, text, start, at, depth);
        if (inner.isEmpty()) {
            return inFile
                    ? Optional.of(new Origin(source, here.line(), here.column(), 1, List.of()))
                    : Optional.empty();
        }
        return inner.map(origin ->
                inFile ? calledFrom(origin, new Location(source.file(), here.line(), here.column())) : origin);
    }

    private static Origin calledFrom(Origin origin, Location caller) {
        List<Location> callers = new ArrayList<>(origin.callers());
        callers.add(caller);
        return new Origin(origin.source(), origin.line(), origin.column(), origin.width(), callers);
    }

    /** Looks for the line in the texts that the piece was made of. */
    private static Optional<Origin> ofParts(Output output, int piece, String text, int start, int at, int depth) {
        String wanted = text.substring(start, endOf(text, start)).strip();
        int number = lines(text, output.begin(piece), at);
        for (int i = output.parts(piece).size() - 1; i >= 0; i--) {
            Output part = output.parts(piece).get(i);
            int line = nearestLine(part.toString(), wanted, number);
            Optional<Origin> found = line == 0 ? Optional.empty() : find(part, line, 0, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The line of {@code text} with these words, the one nearest to line {@code near} when there are several; 0 for none. */
    private static int nearestLine(String text, String wanted, int near) {
        int best = 0;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String stripped = line.strip();
            boolean same = stripped.equals(wanted) || (!stripped.isEmpty() && wanted.endsWith(stripped));
            if (same && (best == 0 || Math.abs(number - near) < Math.abs(best - near))) {
                best = number;
            }
        }
        return best;
    }

    private static int lines(String text, int from, int to) {
        int lines = 1;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                lines++;
            }
        }
        return lines;
    }

    private static int startOf(String text, int line) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return -1;
            }
            start = end + 1;
        }
        return start;
    }

    private static int endOf(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static int firstWord(String text, int start) {
        int at = start;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
