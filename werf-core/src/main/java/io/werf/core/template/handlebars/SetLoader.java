package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.io.AbstractTemplateLoader;
import com.github.jknack.handlebars.io.StringTemplateSource;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Reach;
import java.io.FileNotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds partials in the set: by name, or {@code label} for the file {@code …/_label.hbs}. */
final class SetLoader extends AbstractTemplateLoader {

    /** Partials that include two others each, many levels deep, would go on for ever without any output. */
    private static final int MOST_INCLUSIONS = 50_000;

    private static final String BEGIN = "/_";
    private static final String END = ".hbs";

    private final Map<String, TemplateSource> sources;
    private final AtomicInteger inclusions = new AtomicInteger();

    SetLoader(Map<String, TemplateSource> sources) {
        this.sources = sources;
        setPrefix("");
        setSuffix("");
    }

    @Override
    public com.github.jknack.handlebars.io.TemplateSource sourceAt(String location) throws FileNotFoundException {
        count(); // it is asked each time that a partial is included
        return find(location).orElseThrow(() -> new FileNotFoundException(location));
    }

    /** The partial that a function includes. */
    com.github.jknack.handlebars.io.TemplateSource partial(String name) {
        count();
        return find(name)
                .orElseThrow(() -> FunctionException.ofArgument(
                        0, "no partial \"" + name + "\"" + Reach.didYouMean(name, partials())));
    }

    private Optional<com.github.jknack.handlebars.io.TemplateSource> find(String name) {
        for (TemplateSource source : sources.values()) {
            if (source.name().equals(name) || source.name().endsWith(BEGIN + name + END)) {
                return Optional.of(new StringTemplateSource(source.name(), source.text()));
            }
        }
        return Optional.empty();
    }

    private List<String> partials() {
        return sources.keySet().stream()
                .filter(name -> name.contains(BEGIN) && name.endsWith(END))
                .map(name -> name.substring(name.lastIndexOf(BEGIN) + BEGIN.length(), name.length() - END.length()))
                .toList();
    }

    /** Counts what is included. */
    void count() {
        if (inclusions.incrementAndGet() > MOST_INCLUSIONS) {
            throw FunctionException.of("includes partials more than " + MOST_INCLUSIONS + " times");
        }
    }
}
