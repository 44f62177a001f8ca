package io.werf.core.chart;

import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.SecretFileFunction;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Renders the Handlebars templates of one chart; each chart has its own partials. */
final class HandlebarsRendering {

    private HandlebarsRendering() {}

    static Rendering render(ChartNode node, ChartRequest request, Functions functions, SecretFiles secrets) {
        List<ChartFile> files = node.chart().templates().stream()
                .filter(TemplateKind::isHandlebars)
                .toList();
        if (files.isEmpty() || node.chart().isLibrary()) {
            return Rendering.NOTHING; // the engine's classes cost a chart without it nothing
        }
        Map<String, String> inReach = secrets.of(node.chart());
        TemplateSet set = new HandlebarsEngine(functions
                        .with(ChartFileSet.of(node.chart().files()).functions())
                        .with(hasApiVersion(request), SecretFileFunction.over(() -> inReach)))
                .parse(files.stream()
                        .map(file -> new TemplateSource(node.nameOf(file), file.place(), file.text()))
                        .toList());
        TemplateData data = new TemplateData(node, request);
        List<RenderedFile> rendered = new ArrayList<>();
        StringBuilder notes = new StringBuilder();
        for (ChartFile file : files) {
            String name = node.nameOf(file);
            if (TemplateKind.isNotesOfTop(node, file)) {
                notes.append(set.execute(name, data.forTemplate(name)));
            } else if (!TemplateKind.isPartial(file) && !TemplateKind.isNotes(file)) {
                rendered.add(new RenderedFile(name, file, set.render(name, data.forTemplate(name))));
            }
        }
        return new Rendering(rendered, notes.toString());
    }

    private static TemplateFunction hasApiVersion(ChartRequest request) {
        return TemplateFunction.exactly(
                "Capabilities.APIVersions.Has",
                1,
                arguments -> request.capabilities().apiVersions().has(arguments.string(0)));
    }
}
