package io.werf.core.track;

import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import java.util.Optional;

/** An annotation that governs tracking has a value that means nothing. */
public final class InvalidAnnotationException extends WerfException {

    private final String resource;
    private final String annotation;
    private final String value;

    InvalidAnnotationException(
            String resource, String annotation, String value, String expected, Optional<Location> definedAt) {
        super(definedAt.map(at -> at + ": ").orElse("") + "annotation " + annotation + " of " + resource + " is \""
                + value + "\"; it must be " + expected);
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
