package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import java.io.FileNotFoundException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds partials in the set: by name, or {@code label} for the file {@code …/_label.hbs}. */
final class SetLoader extends AbstractTemplateLoader {

    /** Partials that include two others each, many levels deep, would go on for ever without any output. */
    private static final int MOST_INCLUSIONS = 50_000;

    private final Map<String, TemplateSource> sources;
    private final AtomicInteger inclusions = new AtomicInteger();

    SetLoader(Map<String, TemplateSource> sources) {
        this.sources = sources;
        setPrefix("");
        setSuffix("");
    }

    @Override
    public com.github.jknack.handlebars.io.TemplateSource sourceAt(String location) throws FileNotFoundException {
        if (inclusions.incrementAndGet() > MOST_INCLUSIONS) { // it is asked each time that a partial is included
            throw FunctionException.of("includes partials more than " + MOST_INCLUSIONS + " times");
        }
        for (TemplateSource source : sources.values()) {
            if (source.name().equals(location) || source.name().endsWith("/_" + location + ".hbs")) {
                return new StringTemplateSource(source.name(), source.text());
            }
        }
        throw new FileNotFoundException(location);
    }
}
