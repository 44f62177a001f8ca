package io.werf.core.template.handlebars;

import com.github.jknack.handlebars.HandlebarsError;
import com.github.jknack.handlebars.HandlebarsException;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns Handlebars' errors into ours, with the exact place. */
final class Errors {

    private static final Pattern TAG_WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\([^)]*\\)|[^\\s{}~()]+");

    private Errors() {}

    static TemplateException tooDeep(TemplateSource source) {
        return TemplateException.at(source, 1, 0, 1, "nested too deeply", null);
    }

    static TemplateException translate(
            HandlebarsException thrown, TemplateSource executed, Map<String, TemplateSource> sources) {
        HandlebarsError error = thrown.getError();
        if (error == null) {
            return TemplateException.at(executed, 1, 0, 1, String.valueOf(thrown.getMessage()), thrown);
        }
        TemplateSource source = sources.getOrDefault(error.filename, executed);
        if (thrown.getCause() instanceof FunctionException function) {
            return ofFunction(function, source, error, thrown);
        }
        return TemplateException.at(source, error.line, error.column + 1, 1, reason(thrown), thrown);
    }

    private static TemplateException ofFunction(
            FunctionException function, TemplateSource source, HandlebarsError error, HandlebarsException thrown) {
        List<String> lines = source.text().lines().toList();
        String line = error.line >= 1 && error.line <= lines.size() ? lines.get(error.line - 1) : "";
        // The place of a tag is somewhere inside its braces: its first word is what follows the last opening before it.
        int opening = line.lastIndexOf("{{", Math.min(line.length(), error.column + 2));
        Matcher word = TAG_WORD.matcher(line);
        int from = Math.max(0, opening);
        int wanted = function.argument().orElse(-1) + 1;
        int start = error.column;
        int width = 1;
        for (int i = 0; i <= wanted && word.find(from); i++) {
            start = word.start();
            width = word.end() - word.start();
            from = word.end();
        }
        return TemplateException.at(
                source, error.line, start + 1, width, String.valueOf(function.getMessage()), thrown);
    }

    static String reason(HandlebarsException thrown) {
        HandlebarsError error = thrown.getError();
        String text = error == null || error.reason == null ? String.valueOf(thrown.getMessage()) : error.reason;
        return text.lines().findFirst().orElse(text);
    }
}
