package io.werf.core.track;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** An annotation that governs tracking has a value that means nothing. */
public final class InvalidAnnotationException extends WerfException {

    private final String resource;
    private final String annotation;
    private final String value;

    InvalidAnnotationException(
            String resource, String annotation, String value, String expected, @Nullable Excerpt place) {
        super(
                "annotation " + annotation + " of " + resource + " is \"" + value + "\"; it must be " + expected,
                place,
                null);
        this.resource = resource;
        this.annotation = annotation;
        this.value = value;
    }

    /** The object, {@code Kind/name}. */
    public String resource() {
        return resource;
    }

    /** The annotation's full name. */
    public String annotation() {
        return annotation;
    }

    /** Its value. */
    public String value() {
        return value;
    }
}
