package io.werf.core.template.gotemplate;

import io.werf.core.template.TemplateEngine;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import java.util.List;

/**
 * Go's template language over plain trees and the function registry, with {@code include} and {@code tpl}. A number of a
 * tree prints as the Go number it stands for: {@code Integer} is {@code int}, {@code Long} is {@code int64}, {@code Double}
 * is {@code float64}.
 *
 * <p>Limits, all of them errors that name the place: 16 MiB of output or of one text, 1000 nested templates, 50 million
 * steps. No reflection: only maps, lists and {@link io.werf.core.template.functions.GoObject}s have fields.
 */
public final class GoTemplateEngine implements TemplateEngine {

    private final Dialect dialect;
    private final Library functions;

    private GoTemplateEngine(Dialect dialect, Functions functions) {
        this.dialect = dialect;
        this.functions = Library.empty(functions);
    }

    /**
     * How Helm renders a chart: a missing key is null and prints as nothing.
     *
     * <p>The data is not copied: functions like {@code set} change it, as they do in Helm.
     */
    public static GoTemplateEngine ofHelm(Functions functions) {
        return new GoTemplateEngine(new Dialect(MissingKey.NULL, true), functions);
    }

    /** Go's defaults, as werf renders {@code werf.yaml}: what is not there prints as {@code <no value>}. */
    public static GoTemplateEngine ofGo(Functions functions, MissingKey missingKey) {
        return new GoTemplateEngine(new Dialect(missingKey, false), functions);
    }

    @Override
    public TemplateSet parse(List<TemplateSource> sources) {
        try {
            return new GoTemplateSet(dialect, functions.with(sources));
        } catch (StackOverflowError e) {
            throw TemplateException.at(sources.get(0), 1, 1, 1, "nested too deeply", null);
        }
    }

    /** What differs between the programs that use the language. */
    record Dialect(MissingKey missingKey, boolean hidesNoValue) {

        private static final String NO_VALUE = "<no value>";

        /** Helm removes the marks of missing values from the finished text. */
        String finish(String text) {
            return hidesNoValue && text.contains(NO_VALUE) ? text.replace(NO_VALUE, "") : text;
        }
    }
}
