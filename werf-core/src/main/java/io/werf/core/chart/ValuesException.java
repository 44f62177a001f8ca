package io.werf.core.chart;

import io.werf.core.error.WerfException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a subchart are not a map. */
public final class ValuesException extends WerfException {

    private final String subchart;

    ValuesException(String subchart, @Nullable Object found) {
        super("the value \"" + subchart
                + "\" must be a map, for it holds the values of the subchart of that name; it is " + kind(found));
        this.subchart = subchart;
    }

    private static String kind(@Nullable Object value) {
        if (value == null || value instanceof List) {
            return value == null ? "null" : "a list";
        }
        return value instanceof Boolean ? "a boolean" : value instanceof Number ? "a number" : "a string";
    }

    /** Its name, or its alias. */
    public String subchart() {
        return subchart;
    }
}
