package io.werf.core.chart;

import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.SecretFileFunction;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.List;
import java.util.Map;

/** Renders the Handlebars templates of one chart; each chart has its own partials. */
final class HandlebarsRendering {

    private HandlebarsRendering() {}

    static List<RenderedFile> render(ChartNode node, ChartRequest request, Functions functions, SecretFiles secrets) {
        List<ChartFile> files = node.chart().templates().stream()
                .filter(TemplateKind::isHandlebars)
                .filter(file -> !TemplateKind.isNotes(file))
                .toList();
        if (files.isEmpty() || node.chart().isLibrary()) {
            return List.of(); // the engine's classes cost a chart without it nothing
        }
        Map<String, String> inReach = secrets.of(node.chart());
        TemplateSet set = new HandlebarsEngine(functions.with(
                        filesGet(node.chart()), hasApiVersion(request), SecretFileFunction.over(() -> inReach)))
                .parse(files.stream()
                        .map(file -> new TemplateSource(node.nameOf(file), file.place(), file.text()))
                        .toList());
        TemplateData data = new TemplateData(node, request);
        return files.stream()
                .filter(file -> !TemplateKind.isPartial(file))
                .map(file -> {
                    String name = node.nameOf(file);
                    return new RenderedFile(name, file, set.render(name, data.forTemplate(name)));
                })
                .toList();
    }

    private static TemplateFunction filesGet(Chart chart) {
        return TemplateFunction.exactly(
                "Files.Get",
                1,
                arguments -> chart.files().stream()
                        .filter(file -> file.path().equals(arguments.string(0)))
                        .findFirst()
                        .map(ChartFile::text)
                        .orElseThrow(() -> FunctionException.ofArgument(
                                0, "the chart has no file \"" + arguments.string(0) + "\"")));
    }

    private static TemplateFunction hasApiVersion(ChartRequest request) {
        return TemplateFunction.exactly(
                "Capabilities.APIVersions.Has",
                1,
                arguments -> request.capabilities().apiVersions().has(arguments.string(0)));
    }
}
