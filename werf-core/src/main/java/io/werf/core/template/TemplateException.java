package io.werf.core.template;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** A template cannot be parsed or executed. */
public final class TemplateException extends WerfException {

    private final transient Location location;
    private final String reason;

    private TemplateException(String reason, Excerpt excerpt, @Nullable Throwable cause) {
        super(reason, excerpt, cause);
        this.location = excerpt.location();
        this.reason = reason;
    }

    /**
     * An error at a place in a template.
     *
     * @param reason what is wrong, without the place
     * @param width how many characters are wrong
     */
    public static TemplateException at(
            TemplateSource source, int line, int column, int width, String reason, @Nullable Throwable cause) {
        Location location = new Location(source.file(), line, column);
        return new TemplateException(reason, Excerpt.of(source.text(), location, width), cause);
    }

    /** The place in the template. */
    public Location location() {
        return location;
    }

    /** What is wrong, without the place. */
    public String reason() {
        return reason;
    }
}
