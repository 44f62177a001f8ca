package io.werf.core.template.handlebars;

import io.werf.core.template.Origin;
import io.werf.core.template.Origins;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the template line that made a rendered line by rendering once more with a mark at the beginning of the lines that
 * print something; only when somebody asks.
 */
final class MarkedOrigins implements Origins {

    /** Characters of Unicode's private use area, which no chart has. */
    private static final Pattern MARK = Pattern.compile("\uE010(\\d+):(\\d+)\uE011");

    private static final Pattern TAG_ONLY = Pattern.compile("\\s*(\\{\\{~?\\s*([#/^!>&*]|else\\b)[^\\n]*)?");

    private final List<TemplateSource> sources;
    private final String text;
    private final Function<List<TemplateSource>, String> render;

    /**
     * @param text what was rendered
     * @param render renders the same with the sources changed
     */
    MarkedOrigins(List<TemplateSource> sources, String text, Function<List<TemplateSource>, String> render) {
        this.sources = sources;
        this.text = text;
        this.render = render;
    }

    @Override
    public Optional<Origin> of(int line, int column) {
        List<TemplateSource> marked = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            TemplateSource source = sources.get(i);
            marked.add(new TemplateSource(source.name(), source.file(), marked(source.text(), i)));
        }
        List<String> lines;
        try {
            lines = List.of(render.apply(marked).split("\n", -1));
        } catch (TemplateException failsTheSecondTime) {
            return Optional.empty(); // the marks stood where the language allows no text: nothing is known then
        }
        boolean sameLines = lines.size() == text.split("\n", -1).length;
        return sameLines && line <= lines.size() ? at(lines, line) : Optional.empty();
    }

    private Optional<Origin> at(List<String> lines, int line) {
        for (int i = line - 1; i >= 0; i--) {
            Matcher mark = MARK.matcher(lines.get(i));
            Origin found = null;
            while (mark.find() && (found == null || i < line - 1)) {
                TemplateSource source = sources.get(Integer.parseInt(mark.group(1)));
                found = new Origin(source, Integer.parseInt(mark.group(2)), 0, 1, List.of());
            }
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static String marked(String template, int index) {
        StringBuilder out = new StringBuilder();
        boolean inTag = false;
        int number = 0;
        for (String line : template.lines().collect(Collectors.toList())) {
            number++;
            boolean prints = !inTag
                    && !line.isBlank()
                    && !TAG_ONLY.matcher(line).matches()
                    && !line.stripLeading().startsWith("{{~");
            if (prints) {
                out.append('\uE010').append(index).append(':').append(number).append('\uE011');
            }
            out.append(line).append('\n');
            int open = line.lastIndexOf("{{");
            int close = line.lastIndexOf("}}");
            inTag = open > close || (inTag && close < 0);
        }
        if (!template.endsWith("\n") && out.length() > 0) {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }
}
