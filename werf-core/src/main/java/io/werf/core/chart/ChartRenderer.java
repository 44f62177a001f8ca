package io.werf.core.chart;

import io.werf.core.chart.Chart.ChartFile;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectTree;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.ImageFunction;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Renders a chart of the commit to manifests. Touches neither network nor work tree. */
public final class ChartRenderer {

    private final Chart chart;
    private final ChartRequest request;
    private final List<ManifestDocument> documents = new ArrayList<>();

    private ChartRenderer(Chart chart, ChartRequest request) {
        this.chart = chart;
        this.request = request;
    }

    /**
     * Renders.
     *
     * @throws ChartNotFoundException if the chart directory or a values file is not in the commit
     * @throws ChartException if a file of the chart does not say what it has to
     * @throws UnsupportedChartException if the chart needs what this version cannot do
     * @throws SetExpressionException if a {@code --set} expression is malformed
     * @throws io.werf.core.data.YamlException if {@code Chart.yaml} or a values file is not YAML; rendered documents are
     *     not parsed here
     * @throws io.werf.core.template.TemplateException if a template is malformed or fails
     */
    public static Manifest render(ProjectTree tree, ChartRequest request) {
        Chart chart = new ChartLoader(tree, request.chartDir()).load(request.project());
        Map<String, Object> userValues = userValues(tree, request);
        Map<String, Object> given = Values.merge(userValues, ServiceValues.of(request));
        Map<String, Object> values = Values.over(chart.values(), given);
        return new ChartRenderer(chart, request).manifest(userValues, values);
    }

    private static Map<String, Object> userValues(ProjectTree tree, ChartRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String file : request.valuesFiles()) {
            values = Values.merge(values, ChartLoader.values(tree, file));
        }
        for (String expression : request.set()) {
            SetExpression.applyTo(values, expression);
        }
        for (String expression : request.setString()) {
            SetExpression.applyStringsTo(values, expression);
        }
        return values;
    }

    private Manifest manifest(Map<String, Object> userValues, Map<String, Object> values) {
        renderTemplates(new TemplateData(chart, request, values));
        documents.sort(new InstallOrder());
        List<ManifestDocument> all = new ArrayList<>(customResourceDefinitions());
        all.addAll(documents);
        return new Manifest(chart.name(), chart.record(), userValues, all, "");
    }

    private void renderTemplates(TemplateData data) {
        List<ChartFile> handlebars = new ArrayList<>();
        for (ChartFile file : chart.templates()) {
            switch (TemplateKind.of(file)) {
                case PLAIN -> {
                    refuseActions(file);
                    documents.addAll(documents(file, file.text(), true));
                }
                case HANDLEBARS -> handlebars.add(file);
                case NOTHING -> {}
            }
        }
        if (handlebars.isEmpty()) {
            return; // the engine's classes cost a plain chart nothing
        }
        TemplateSet set = new HandlebarsEngine(functions())
                .parse(handlebars.stream()
                        .map(file -> new TemplateSource(source(file), place(file), file.text()))
                        .toList());
        for (ChartFile file : handlebars) {
            if (!TemplateKind.isPartial(file)) {
                documents.addAll(documents(file, set.execute(source(file), data.forTemplate(file.path())), false));
            }
        }
    }

    /** Until Go templates are rendered, a file that has some is refused rather than taken as it stands. */
    private void refuseActions(ChartFile file) {
        int line = 0;
        for (String text : file.text().lines().toList()) {
            line++;
            int column = text.indexOf("{{");
            if (column >= 0) {
                throw UnsupportedChartException.at(
                        new Location(place(file), line, column + 1), file.text(), 2, "Go templates are");
            }
        }
    }

    private Functions functions() {
        return Functions.standard()
                .with(
                        ImageFunction.over(request.images()),
                        TemplateFunction.exactly(
                                "Files.Get",
                                1,
                                arguments -> chart.files().stream()
                                        .filter(file -> file.path().equals(arguments.string(0)))
                                        .findFirst()
                                        .map(ChartFile::text)
                                        .orElseThrow(() -> FunctionException.ofArgument(
                                                0, "the chart has no file \"" + arguments.string(0) + "\""))),
                        TemplateFunction.exactly(
                                "Capabilities.APIVersions.Has",
                                1,
                                arguments -> request.apiVersions().contains(arguments.string(0))));
    }

    private List<ManifestDocument> customResourceDefinitions() {
        return chart.files().stream()
                .filter(file -> file.path().startsWith("crds/") && TemplateKind.isManifest(file.path()))
                .flatMap(file -> documents(file, file.text(), true).stream())
                .toList();
    }

    /** @param plain whether the text is that of the file, so that its lines are the file's */
    private List<ManifestDocument> documents(ChartFile file, String text, boolean plain) {
        List<ManifestSplitter.Part> parts = ManifestSplitter.split(text);
        List<ManifestSplitter.Part> inTemplate = plain ? parts : ManifestSplitter.split(file.text());
        List<ManifestDocument> result = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ManifestSplitter.Part part = parts.get(i);
            // A template that has as many documents as it renders to has them in the same order; else its first line
            // will do.
            int line = inTemplate.size() == parts.size() ? inTemplate.get(i).lineOffset() + 1 : 1;
            result.add(new ManifestDocument(
                    source(file), new Location(place(file), line, 0), part.lineOffset(), part.text()));
        }
        return result;
    }

    private String source(ChartFile file) {
        return chart.name() + "/" + file.path();
    }

    private String place(ChartFile file) {
        return chart.directory() + "/" + file.path();
    }

    /** Which engine renders a file of {@code templates/}: the one place that decides it. */
    private enum TemplateKind {
        PLAIN,
        HANDLEBARS,
        NOTHING;

        static TemplateKind of(ChartFile file) {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (name.equals("NOTES.txt") || name.equals("NOTES.txt.hbs")) {
                return NOTHING;
            }
            if (name.endsWith(".hbs")) {
                return HANDLEBARS;
            }
            return !isPartial(file) && isManifest(name) ? PLAIN : NOTHING;
        }

        static boolean isPartial(ChartFile file) {
            return file.path().substring(file.path().lastIndexOf('/') + 1).startsWith("_");
        }

        static boolean isManifest(String name) {
            return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        }
    }
}
