package io.werf.core.chart;

import io.werf.core.error.Location;
import io.werf.core.template.Origin;
import io.werf.core.template.Origins;
import java.util.Optional;

/**
 * One rendered YAML document.
 *
 * @param source Helm's name of the template, for example {@code shop/templates/backend.yaml}
 * @param location where it begins in the template file of the project
 * @param lineOffset how many lines of the rendered template stand before {@code text}
 * @param text the YAML, without separator lines
 * @param origins where the lines of the rendered template came from
 */
public record ManifestDocument(String source, Location location, int lineOffset, String text, Origins origins) {

    /** A document of which nothing is known but where it begins. */
    public ManifestDocument(String source, Location location, int lineOffset, String text) {
        this(source, location, lineOffset, text, Origins.unknown());
    }

    /** The text with its last line break, as it stands in a manifest: it is the value of a block scalar at its end, too. */
    public String finishedText() {
        return text.endsWith("\n") ? text : text + "\n";
    }

    /** Whether it has no object, but comments: Helm keeps such documents. */
    public boolean isComment() {
        return text.lines()
                .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#"));
    }

    /**
     * The place in a template that made what stands in a line of the rendered template.
     *
     * @param line of the whole rendered template, 1-based
     * @param column 1-based; 0 for the first character of the line that is not blank
     */
    public Optional<Origin> origin(int line, int column) {
        return origins.of(line, column);
    }
}
