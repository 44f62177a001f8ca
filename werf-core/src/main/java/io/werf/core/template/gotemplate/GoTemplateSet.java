package io.werf.core.template.gotemplate;

import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSet;
import java.util.Map;

/** Parsed Go templates. */
final class GoTemplateSet implements TemplateSet {

    private final GoTemplateEngine.Dialect dialect;
    private final Library library;

    GoTemplateSet(GoTemplateEngine.Dialect dialect, Library library) {
        this.dialect = dialect;
        this.library = library;
    }

    @Override
    public Rendered render(String name, Map<String, Object> data) {
        Definition definition = library.find(name);
        if (definition == null) {
            throw new IllegalArgumentException("no template " + name + " in the set");
        }
        try {
            Output out = new Run(dialect, library).render(definition, data);
            return new Rendered(dialect.finish(out.toString()), new OutputOrigins(out));
        } catch (StackOverflowError e) {
            throw TemplateException.at(definition.source(), 1, 1, 1, "nested too deeply", null);
        }
    }
}
