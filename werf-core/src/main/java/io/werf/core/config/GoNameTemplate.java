package io.werf.core.config;

import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import io.werf.core.template.gotemplate.MissingKey;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A template with pipelines, conditions or Sprig's functions between its brackets. */
record GoNameTemplate(String text, Set<String> functions) implements NameTemplate {

    private static final String NAME = "name";

    static GoNameTemplate parse(String text, Set<String> functions) {
        GoNameTemplate template = new GoNameTemplate(text, functions);
        template.parsed(Map.of());
        return template;
    }

    @Override
    public String render(Map<String, String> values) {
        return parsed(values).execute(NAME, Map.of());
    }

    /** In Go's own brackets; those of Go that stand in the text are text. */
    private TemplateSet parsed(Map<String, String> values) {
        String text = this.text.replace("{{", "[[\"{{\"]]").replace("[[", "{{").replace("]]", "}}");
        List<TemplateFunction> own = functions.stream()
                .map(name -> TemplateFunction.exactly(name, 0, none -> values.getOrDefault(name, "")))
                .toList();
        return GoTemplateEngine.ofGo(Functions.standard().with(own), MissingKey.NOTHING)
                .parse(List.of(new TemplateSource(NAME, "werf.yaml (deploy)", text)));
    }
}
