package io.werf.core.template;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place in a template that made a piece of the output.
 *
 * @param source the template
 * @param line 1-based
 * @param column 1-based; 0 when only the line is known
 * @param width of what made it, in characters
 * @param callers the places that included this template, innermost first
 */
public record Origin(TemplateSource source, int line, int column, int width, List<Location> callers) {

    /** Copies the list. */
    public Origin {
        callers = List.copyOf(callers);
    }

    /** The place. */
    public Location location() {
        return new Location(source.file(), line, column);
    }

    /** The line of a file that made it: of the template itself, or of the nearest caller in that file. */
    public Optional<Location> in(String file) {
        return Stream.concat(Stream.of(location()), callers.stream())
                .filter(place -> place.file().equals(file))
                .findFirst()
                .map(place -> new Location(place.file(), place.line(), 0));
    }

    /** The lines of the template there. */
    public Excerpt excerpt() {
        return Excerpt.of(source.text(), location(), width);
    }
}
