package io.werf.core.template;

import java.util.Map;

/** Parsed templates. Immutable and thread-safe: parse once, execute often. */
public interface TemplateSet {

    /**
     * Renders one template.
     *
     * @param name of a template of the set
     * @param data root of what the template can see: plain trees (see {@link io.werf.core.data.Tree}); not changed
     * @throws TemplateException if it fails, or exceeds the engine's limits of depth or size
     */
    Rendered render(String name, Map<String, Object> data);

    /** Renders one template to its text, as {@link #render}. */
    default String execute(String name, Map<String, Object> data) {
        return render(name, data).text();
    }
}
