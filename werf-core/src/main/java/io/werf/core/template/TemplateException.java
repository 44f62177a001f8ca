package io.werf.core.template;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template cannot be parsed or executed. */
public final class TemplateException extends WerfException {

    private static final int MOST_CALLERS = 10;

    private final transient Location location;
    private final String reason;
    private final transient List<String> hints;
    private final transient List<Caller> callers;

    /**
     * A template that called the one that failed.
     *
     * @param location of the call
     * @param action what it was doing
     */
    public record Caller(Location location, String action) {}

    private TemplateException(
            String reason, Excerpt excerpt, List<String> hints, List<Caller> callers, @Nullable Throwable cause) {
        super(reason + lines(hints) + trace(callers), excerpt, cause);
        this.location = excerpt.location();
        this.reason = reason;
        this.hints = hints;
        this.callers = callers;
    }

    private static String lines(List<String> hints) {
        StringBuilder lines = new StringBuilder();
        hints.forEach(hint -> lines.append("\n  ").append(hint));
        return lines.toString();
    }

    private static String trace(List<Caller> callers) {
        StringBuilder trace = new StringBuilder();
        for (Caller caller : callers) {
            trace.append("\n  called from ")
                    .append(caller.location())
                    .append(": ")
                    .append(caller.action());
        }
        return trace.toString();
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
        return new TemplateException(reason, Excerpt.of(source.text(), location, width), List.of(), List.of(), cause);
    }

    /**
     * This error, of a template that was called at a place in another; callers are added from the inside out. Of more than 10
     * the innermost 9 and the outermost are kept.
     */
    public TemplateException calledFrom(TemplateSource source, int line, int column, String action) {
        List<Caller> all = new ArrayList<>(callers.subList(0, Math.min(callers.size(), MOST_CALLERS - 1)));
        all.add(new Caller(new Location(source.file(), line, column), action));
        return new TemplateException(reason, excerpt().orElseThrow(), hints, List.copyOf(all), getCause());
    }

    /** This error with one more line that says what there is instead: names only, never values. */
    public TemplateException withHint(String hint) {
        List<String> all = new ArrayList<>(hints);
        all.add(hint);
        return new TemplateException(reason, excerpt().orElseThrow(), List.copyOf(all), callers, getCause());
    }

    /** What there is instead of what the template asked for, a line each; no values. */
    public List<String> hints() {
        return hints;
    }

    /** The templates that called the one that failed, innermost first; no more than 10. */
    public List<Caller> callers() {
        return callers;
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
