package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Template;
import com.github.jknack.handlebars.context.MapValueResolver;
import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Compiled Handlebars templates. */
final class HandlebarsSet implements TemplateSet {

    private final HandlebarsEngine engine;
    private final Map<String, TemplateSource> sources;
    private final Map<String, Template> templates;

    HandlebarsSet(HandlebarsEngine engine, Map<String, TemplateSource> sources, Map<String, Template> templates) {
        this.engine = engine;
        this.sources = sources;
        this.templates = templates;
    }

    @Override
    public Rendered render(String name, Map<String, Object> data) {
        String text = execute(name, data);
        return new Rendered(
                text,
                new MarkedOrigins(
                        List.copyOf(sources.values()),
                        text,
                        marked -> engine.parse(marked).execute(name, data)));
    }

    @Override
    public String execute(String name, Map<String, Object> data) {
        Template template = templates.get(name);
        TemplateSource source = sources.get(name);
        if (template == null || source == null) {
            throw new IllegalArgumentException("no template " + name + " in the set");
        }
        Context context =
                Context.newBuilder(data).resolver(MapValueResolver.INSTANCE).build();
        BoundedWriter out = new BoundedWriter();
        try {
            template.apply(context, out);
        } catch (HandlebarsException e) {
            throw Errors.translate(e, source, sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen: the writer is in memory
        } catch (StackOverflowError e) {
            throw Errors.tooDeep(source);
        }
        return out.toString();
    }
}
