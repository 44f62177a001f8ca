package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.HelperRegistry;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.io.StringTemplateSource;
import io.werf.core.template.TemplateEngine;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Handlebars, with the function registry as its helpers, over plain trees only: no reflection, no HTML escaping. A variable
 * or helper that does not exist is an error; as the argument of a helper, what does not exist is null. A partial that
 * includes itself is an error, and so are output beyond 16 MiB and loops beyond 2 million rounds.
 */
public final class HandlebarsEngine implements TemplateEngine {

    private final Functions functions;

    /** An engine whose helpers are {@code functions}. */
    public HandlebarsEngine(Functions functions) {
        this.functions = functions;
    }

    @Override
    public TemplateSet parse(List<TemplateSource> sources) {
        Map<String, TemplateSource> byName = new LinkedHashMap<>();
        sources.forEach(source -> byName.put(source.name(), source));
        SetLoader loader = new SetLoader(byName);
        HelperRegistry registry = new Helpers(functions, loader).registry();
        Handlebars handlebars = new Handlebars(loader)
                .with(registry)
                .with(EscapingStrategy.NOOP)
                .with((value, next) -> Helpers.print(value))
                .prettyPrint(true);
        Map<String, Template> compiled = new LinkedHashMap<>();
        for (TemplateSource source : sources) {
            try {
                compiled.put(source.name(), handlebars.compile(new StringTemplateSource(source.name(), source.text())));
            } catch (HandlebarsException e) {
                throw Errors.translate(e, source, byName);
            } catch (IOException e) {
                throw new UncheckedIOException(e); // cannot happen: the text is in memory
            } catch (StackOverflowError e) {
                throw Errors.tooDeep(source);
            }
        }
        return new HandlebarsSet(this, byName, Map.copyOf(compiled));
    }
}
