package io.werf.core;

import io.werf.core.error.Nearest;
import io.werf.core.error.WerfException;
import java.util.Collection;

/** A template that was asked for renders to nothing, or is not in the chart. */
public final class TemplateNotFoundException extends WerfException {

    TemplateNotFoundException(String path, Collection<String> templates) {
        super("no document of the chart comes from " + path
                + Nearest.to(path, templates)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse(""));
    }
}
