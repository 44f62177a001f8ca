package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.Context;
import com.github.jknack.handlebars.HandlebarsException;
import com.github.jknack.handlebars.Helper;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.io.StringTemplateSource;
import com.github.jknack.handlebars.io.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code include} and {@code tpl}: another template's output as a value, which other functions can work on. The second argument
 * is what the template sees; without it, what the caller sees.
 */
final class Inclusion implements Helper<Object> {

    /** What errors of {@code tpl} name until they get the place of the call. */
    private static final String TPL = "tpl";

    private interface Finder {
        TemplateSource find(String argument) throws IOException;
    }

    private final String name;
    private final Finder finder;

    private Inclusion(String name, Finder finder) {
        this.name = name;
        this.finder = finder;
    }

    /** Of a partial by its name. */
    static Inclusion ofPartials(SetLoader loader) {
        return new Inclusion("include", loader::partial);
    }

    /** Of a text; it counts as one partial more. */
    static Inclusion ofTexts(SetLoader loader) {
        return new Inclusion(TPL, text -> {
            loader.count();
            return new StringTemplateSource(TPL, text);
        });
    }

    @Override
    public Object apply(@Nullable Object argument, Options options) throws IOException {
        if (!(argument instanceof CharSequence) || options.params.length > 1 || !options.hash.isEmpty()) {
            throw FunctionException.of(name + " takes a string and, if it shall see something else, a value");
        }
        TemplateSource source = finder.find(argument.toString());
        BoundedWriter out = new BoundedWriter();
        try {
            options.handlebars.compile(source).apply(context(options), out);
        } catch (HandlebarsException e) {
            throw source.filename().equals(TPL) && e.getError() != null && TPL.equals(e.getError().filename)
                    ? inText(e)
                    : e;
        }
        return out.toString();
    }

    @SuppressWarnings("NullAway") // null is legal in Handlebars' contexts
    private static Context context(Options options) {
        return options.params.length == 0
                ? options.context
                : Context.newBuilder(options.context, options.params[0]).build();
    }

    /** The text is in no file: the error is one of the call. */
    private static FunctionException inText(HandlebarsException thrown) {
        String reason = thrown.getCause() instanceof FunctionException function
                ? String.valueOf(function.getMessage())
                : Errors.reason(thrown);
        return FunctionException.of("the text of tpl, line " + thrown.getError().line + ": " + reason);
    }
}
