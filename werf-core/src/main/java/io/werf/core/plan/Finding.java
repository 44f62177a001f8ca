package io.werf.core.plan;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import java.util.Comparator;

/**
 * Something that is wrong with a chart, or looks so.
 *
 * @param excerpt the place, with the lines of the file where they are known
 * @param message what is wrong, without the place; may have several lines
 */
public record Finding(Severity severity, Excerpt excerpt, String message) implements Comparable<Finding> {

    /** Whether a deploy would fail. */
    public enum Severity {
        /** It would. */
        ERROR,
        /** It would not, but would hardly do what was meant. */
        WARNING
    }

    private static final Comparator<Location> PLACES = Comparator.comparing(Location::file)
            .thenComparingInt(Location::line)
            .thenComparingInt(Location::column);

    /** The place. */
    public Location location() {
        return excerpt.location();
    }

    /** By file, line and column. */
    @Override
    public int compareTo(Finding other) {
        int byPlace = PLACES.compare(location(), other.location());
        return byPlace != 0 ? byPlace : message.compareTo(other.message);
    }
}
