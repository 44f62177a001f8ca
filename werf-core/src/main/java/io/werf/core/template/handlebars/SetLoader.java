package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import io.werf.core.template.TemplateSource;
import java.io.FileNotFoundException;
import java.util.Map;

/** Finds partials in the set: by name, or {@code label} for the file {@code …/_label.hbs}. */
final class SetLoader extends AbstractTemplateLoader {

    private final Map<String, TemplateSource> sources;

    SetLoader(Map<String, TemplateSource> sources) {
        this.sources = sources;
        setPrefix("");
        setSuffix("");
    }

    @Override
    public com.github.jknack.handlebars.io.TemplateSource sourceAt(String location) throws FileNotFoundException {
        for (TemplateSource source : sources.values()) {
            if (source.name().equals(location) || source.name().endsWith("/_" + location + ".hbs")) {
                return new StringTemplateSource(source.name(), source.text());
            }
        }
        throw new FileNotFoundException(location);
    }
}
