package io.werf.core.template;

import java.util.List;

/** A template language. Implementations are immutable and thread-safe. */
public interface TemplateEngine {

    /**
     * Parses templates that may include each other by name.
     *
     * @throws TemplateException at the first one that is not in the language
     */
    TemplateSet parse(List<TemplateSource> sources);
}
