package io.werf.core.chart;

import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.SecretFileFunction;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the Go templates of a chart and of its subcharts, which make one set: each can use what another defines. */
final class GoRendering {

    private final TreeMap<String, Template> templates = new TreeMap<>(HelmTemplateOrder.INSTANCE);

    private final SecretFiles secrets;
    private Map<String, String> secretsInReach = Map.of();

    private GoRendering(SecretFiles secrets) {
        this.secrets = secrets;
    }

    private record Template(ChartNode node, ChartFile file, GoTemplateData data) {}

    static Rendering render(ChartNode top, ChartRequest request, Functions functions, SecretFiles secrets) {
        GoRendering rendering = new GoRendering(secrets);
        rendering.collect(top, GoTemplateData.common(request));
        return rendering.templates.isEmpty() ? Rendering.NOTHING : rendering.execute(functions);
    }

    /** Gives what the chart's templates see. */
    private Map<String, Object> collect(ChartNode node, Map<String, Object> common) {
        Map<String, Object> subcharts = new LinkedHashMap<>();
        GoTemplateData data = new GoTemplateData(node, common, subcharts);
        for (ChartNode child : node.below()) {
            subcharts.put(child.chart().name(), collect(child, common));
        }
        for (ChartFile file : node.chart().templates()) {
            boolean isUsed = !node.chart().isLibrary() || TemplateKind.isPartial(file);
            if (isUsed && !TemplateKind.isHandlebars(file)) {
                templates.put(node.nameOf(file), new Template(node, file, data));
            }
        }
        return data.shared();
    }

    private Rendering execute(Functions functions) {
        List<TemplateSource> sources = new ArrayList<>();
        templates.forEach((name, template) -> sources.add(new TemplateSource(
                name, template.file().place(), template.file().text())));
        TemplateSet set = GoTemplateEngine.ofHelm(functions.with(SecretFileFunction.over(() -> secretsInReach)))
                .parse(sources);
        List<RenderedFile> files = new ArrayList<>();
        StringBuilder notes = new StringBuilder();
        templates.forEach((name, template) -> {
            ChartFile file = template.file();
            if (!TemplateKind.isPartial(file)) {
                secretsInReach = secrets.of(template.node().chart());
                Rendered rendered = set.render(name, template.data().forTemplate(name));
                if (TemplateKind.isNotesOfTop(template.node(), file)) {
                    notes.append(rendered.text());
                } else if (!TemplateKind.isNotes(file)) {
                    files.add(new RenderedFile(name, file, rendered));
                }
            }
        });
        return new Rendering(files, notes.toString());
    }
}
