package io.werf.core.template;

import java.util.Optional;

/** Where the lines of a rendered text came from. Computed when it is asked for; thread-safe. */
@FunctionalInterface
public interface Origins {

    /**
     * The place in a template that made what stands in a line.
     *
     * @param line of the whole rendered text, 1-based
     * @param column 1-based; 0 for the first character of the line that is not blank
     * @return empty where that cannot be known
     */
    Optional<Origin> of(int line, int column);

    /** Where nothing is known. */
    static Origins unknown() {
        return (line, column) -> Optional.empty();
    }

    /** A text that is what the template says, without any change. */
    static Origins verbatim(TemplateSource source) {
        return (line, column) -> Optional.of(new Origin(source, line, column, 1, java.util.List.of()));
    }
}
