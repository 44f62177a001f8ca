package io.werf.core.template.gotemplate;

import io.werf.core.error.Nearest;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of a template with all that it includes: its limits, and how templates reach each other. One thread. */
final class Run {

    private static final int DEEPEST = 1000;
    private static final int MOST_STEPS = 50_000_000;

    /** Characters and list elements that all functions together may be given and give. */
    private static final long MOST_WORK = 1L << 28;

    private static final int WORK_OF_INCLUDE = 256;

    private static final String TPL_TOO_DEEP = "error calling tpl: texts are nested too deeply";

    /** Helm's name for the texts that {@code tpl} renders. */
    static final String TPL_NAME = "gotpl";

    private final GoTemplateEngine.Dialect dialect;
    private final Map<String, Integer> including = new HashMap<>();
    private Library library;
    private final List<Output> rendered = new ArrayList<>();
    private int depth;
    private int depthOfTpl;
    private int steps;
    private long work;

    Run(GoTemplateEngine.Dialect dialect, Library library) {
        this.dialect = dialect;
        this.library = library;
    }

    MissingKey missingKey() {
        return dialect.missingKey();
    }

    /** Counts work, so that loops in loops end. */
    void step(Failures failures) {
        if (++steps > MOST_STEPS) {
            throw failures.error("does not end: more than " + MOST_STEPS + " steps");
        }
    }

    /** Counts what functions handle, so that texts and lists that grow and grow again end before the memory does. */
    void handle(@Nullable Object value, Failures failures) {
        if (value instanceof String text) {
            work += text.length();
        } else if (value instanceof Collection<?> list) {
            work += list.size();
        }
        if (work > MOST_WORK) {
            throw failures.error("handles more than " + (MOST_WORK >> 20) + " MiB of text");
        }
    }

    @Nullable
    Definition find(String name) {
        return library.find(name);
    }

    /** Runs a template that writes to the output of another. */
    void template(Definition definition, @Nullable Object data, Output out, Failures caller) {
        if (++depth > DEEPEST) {
            throw caller.error("exceeded maximum template depth (" + DEEPEST + ")");
        }
        try {
            new Executor(this, definition, data, out).run();
        } catch (TemplateException e) {
            throw caller.calling(e);
        }
        depth--;
    }

    /** Runs a template to an output of its own. */
    Output render(Definition definition, @Nullable Object data) {
        Output out = new Output();
        new Executor(this, definition, data, out).run();
        return out;
    }

    /** How many texts of several lines were rendered that no output remembers as its parts yet. */
    int rendered() {
        return rendered.size();
    }

    /** Those texts since there were {@code mark}; they are forgotten here. */
    List<Output> renderedSince(int mark) {
        if (rendered.size() <= mark) {
            return List.of();
        }
        List<Output> tail = rendered.subList(mark, rendered.size());
        List<Output> parts = List.copyOf(tail);
        tail.clear();
        return parts;
    }

    /** A text of one line needs no remembering: it came from where it is put. */
    private String remember(Output out) {
        String text = out.toString();
        if (text.indexOf('\n') >= 0) {
            rendered.add(out);
        }
        return text;
    }

    /** Adds the name of the template that was probably meant. */
    TemplateException withNearest(TemplateException error, String name) {
        return Nearest.to(name, library.names())
                .map(nearest -> error.withHint("did you mean \"" + nearest + "\"?"))
                .orElse(error);
    }

    /** {@code include}. */
    String include(String name, @Nullable Object data, Failures caller) {
        Definition definition = library.find(name);
        if (definition == null) {
            throw withNearest(
                    caller.error("error calling include: template: no template " + GoText.quote(name)
                            + " associated with template \"" + TPL_NAME + "\""),
                    name);
        }
        int nested = including.getOrDefault(name, 0) + 1;
        including.put(name, nested);
        if (nested > DEEPEST + 1) {
            throw nestedTooDeeply(name, caller);
        }
        try {
            String text = remember(render(definition, data));
            handle(text, caller);
            work += WORK_OF_INCLUDE;
            return text;
        } catch (TemplateException e) {
            throw caller.calling("include", e);
        } catch (StackOverflowError e) {
            throw nestedTooDeeply(name, caller);
        } finally {
            including.put(name, nested - 1);
        }
    }

    private static TemplateException nestedTooDeeply(String name, Failures caller) {
        return caller.error("error calling include: rendering template has a nested reference name: " + name
                + ": unable to execute template");
    }

    /** {@code tpl}: what the text defines is known to the text only. */
    String tpl(String text, @Nullable Object data, Failures caller) {
        if (++depthOfTpl > DEEPEST) {
            throw caller.error(TPL_TOO_DEEP);
        }
        Library outer = library;
        String doing = "tpl: cannot parse template " + GoText.quote(text);
        try {
            Library.Extended extended = outer.with(new TemplateSource(TPL_NAME, TPL_NAME, text));
            library = extended.library();
            doing = "tpl: error during tpl function execution for " + GoText.quote(text);
            return dialect.finish(remember(render(extended.main(), data)));
        } catch (TemplateException e) {
            throw caller.calling(doing, e);
        } catch (StackOverflowError e) {
            throw caller.error(TPL_TOO_DEEP);
        } finally {
            depthOfTpl--;
            library = outer;
        }
    }
}
