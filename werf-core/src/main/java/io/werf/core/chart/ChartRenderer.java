package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectTree;
import io.werf.core.template.Origins;
import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSet;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.GoTrees;
import io.werf.core.template.functions.ImageFunction;
import io.werf.core.template.functions.SecretFileFunction;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.GoTemplateEngine;
import io.werf.core.template.handlebars.HandlebarsEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Renders a chart of the commit to manifests. Touches no work tree, and the network only by functions that it is given. */
public final class ChartRenderer {

    private final Chart chart;
    private final ChartRequest request;
    private final Map<String, String> secretFiles;
    private final List<TemplateFunction> ofCluster;
    private final List<ManifestDocument> documents = new ArrayList<>();

    private ChartRenderer(
            Chart chart,
            ChartRequest request,
            Map<String, String> secretFiles,
            List<TemplateFunction> ofCluster) {
        this.chart = chart;
        this.request = request;
        this.secretFiles = secretFiles;
        this.ofCluster = ofCluster;
    }

    /**
     * Renders.
     *
     * @param ofCluster functions that ask a live cluster instead of nobody, that is {@code lookup}
     * @throws ChartNotFoundException if the chart directory or a values file is not in the commit
     * @throws ChartException if a file of the chart does not say what it has to
     * @throws UnsupportedChartException if the chart needs what this version cannot do
     * @throws SetExpressionException if a {@code --set} expression is malformed
     * @throws io.werf.core.data.YamlException if {@code Chart.yaml} or a values file is not YAML; rendered documents are
     *     not parsed here
     * @throws io.werf.core.secret.SecretValuesException if a file of secret values is not of that form
     * @throws io.werf.core.secret.DecryptionException if a secret cannot be decrypted
     * @throws io.werf.core.secret.NoSecretKeyException if there are secrets and no key
     * @throws io.werf.core.template.TemplateException if a template is malformed or fails
     */
    public static Manifest render(
            ProjectTree tree, ChartRequest request, SecretSources sources, TemplateFunction... ofCluster) {
        Chart chart = new ChartLoader(tree, request.chartDir()).load(request.project());
        Map<String, Object> userValues = userValues(tree, request);
        ChartSecrets secrets = new ChartSecrets(tree, sources);
        Map<String, Object> strongest = Values.merge(secrets.values(chart), ServiceValues.of(request));
        Map<String, Object> given = Values.merge(userValues, strongest);
        Map<String, Object> values = Values.over(chart.values(), given);
        Map<String, Object> goGiven = Values.merge(goUserValues(tree, request), strongest);
        Map<String, Object> goValues = Values.over(Tree.map(GoTrees.floats(chart.values())), goGiven);
        return new ChartRenderer(chart, request, secrets.files(chart), List.of(ofCluster))
                .manifest(userValues, values, goValues);
    }

    private static Map<String, Object> userValues(ProjectTree tree, ChartRequest request) {
        return withExpressions(fileValues(tree, request), request);
    }

    /** Helm reads the numbers of files as floating point and those of {@code --set} as integers, and prints them so. */
    private static Map<String, Object> goUserValues(ProjectTree tree, ChartRequest request) {
        return withExpressions(Tree.map(GoTrees.floats(fileValues(tree, request))), request);
    }

    private static Map<String, Object> fileValues(ProjectTree tree, ChartRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String file : request.valuesFiles()) {
            values = Values.merge(values, ChartLoader.values(tree, file));
        }
        return values;
    }

    private static Map<String, Object> withExpressions(Map<String, Object> values, ChartRequest request) {
        for (String expression : request.set()) {
            SetExpression.applyTo(values, expression);
        }
        for (String expression : request.setString()) {
            SetExpression.applyStringsTo(values, expression);
        }
        return values;
    }

    private Manifest manifest(
            Map<String, Object> userValues, Map<String, Object> values, Map<String, Object> goValues) {
        renderHandlebars(new TemplateData(chart, request, values));
        String notes = renderGoTemplates(goValues);
        documents.sort(new InstallOrder());
        List<ManifestDocument> all = new ArrayList<>(customResourceDefinitions());
        all.addAll(documents);
        return new Manifest(chart.name(), chart.record(), userValues, all, notes);
    }

    private void renderHandlebars(TemplateData data) {
        List<ChartFile> handlebars = chart.templates().stream()
                .filter(file -> TemplateKind.of(file) == TemplateKind.HANDLEBARS)
                .toList();
        if (handlebars.isEmpty()) {
            return; // the engine's classes cost a chart without it nothing
        }
        TemplateSet set = new HandlebarsEngine(functions()).parse(sources(handlebars));
        for (ChartFile file : handlebars) {
            if (!TemplateKind.isPartial(file)) {
                documents.addAll(handlebarsDocuments(file, set.render(source(file), data.forTemplate(file.path()))));
            }
        }
    }

    /** Adds the documents; gives the notes. */
    private String renderGoTemplates(Map<String, Object> values) {
        List<ChartFile> files = chart.templates().stream()
                .filter(file -> TemplateKind.of(file) == TemplateKind.GO)
                .sorted(HelmTemplateOrder.INSTANCE)
                .toList();
        if (files.isEmpty()) {
            return "";
        }
        TemplateSet set = GoTemplateEngine.ofHelm(functions()).parse(sources(files));
        GoTemplateData data = new GoTemplateData(chart, request, values);
        Map<ChartFile, Rendered> rendered = new LinkedHashMap<>();
        for (ChartFile file : files) {
            if (!TemplateKind.isPartial(file)) {
                rendered.put(file, set.render(source(file), data.forTemplate(file.path())));
            }
        }
        StringBuilder notes = new StringBuilder();
        for (ChartFile file : chart.templates()) {
            Rendered result = rendered.get(file);
            if (result == null) {
                continue;
            }
            if (TemplateKind.isNotes(file)) {
                notes.append(result.text());
            } else if (TemplateKind.isManifest(file.path())) {
                documents.addAll(documents(file, result));
            }
        }
        return notes.toString();
    }

    private List<TemplateSource> sources(List<ChartFile> files) {
        return files.stream().map(this::templateSource).toList();
    }

    private TemplateSource templateSource(ChartFile file) {
        return new TemplateSource(source(file), place(file), file.text());
    }

    private Functions functions() {
        return Functions.standard()
                .with(ofCluster)
                .with(
                        ImageFunction.over(request.images()),
                        SecretFileFunction.over(secretFiles),
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
                .flatMap(file ->
                        documents(file, new Rendered(file.text(), Origins.verbatim(templateSource(file)))).stream())
                .toList();
    }

    private List<ManifestDocument> documents(ChartFile file, Rendered rendered) {
        return documents(
                file,
                rendered,
                ManifestSplitter.split(rendered.text()),
                part -> rendered.origins()
                        .of(part.lineOffset() + 1, 0)
                        .flatMap(origin -> origin.in(place(file)))
                        .map(Location::line)
                        .orElse(1));
    }

    /** Handlebars would have to render again to say where documents begin: here that is known well enough without. */
    private List<ManifestDocument> handlebarsDocuments(ChartFile file, Rendered rendered) {
        List<ManifestSplitter.Part> parts = ManifestSplitter.split(rendered.text());
        List<ManifestSplitter.Part> inTemplate = ManifestSplitter.split(file.text());
        // A template that has as many documents as it renders to has them in the same order; else its first line will
        // do.
        return documents(
                file,
                rendered,
                parts,
                part -> inTemplate.size() == parts.size()
                        ? inTemplate.get(parts.indexOf(part)).lineOffset() + 1
                        : 1);
    }

    private List<ManifestDocument> documents(
            ChartFile file,
            Rendered rendered,
            List<ManifestSplitter.Part> parts,
            ToIntFunction<ManifestSplitter.Part> firstLine) {
        return parts.stream()
                .map(part -> new ManifestDocument(
                        source(file),
                        new Location(place(file), firstLine.applyAsInt(part), 0),
                        part.lineOffset(),
                        part.text(),
                        rendered.origins()))
                .toList();
    }

    private String source(ChartFile file) {
        return chart.name() + "/" + file.path();
    }

    private String place(ChartFile file) {
        return chart.directory() + "/" + file.path();
    }

    /** Which engine renders a file of {@code templates/}: the one place that decides it. */
    private enum TemplateKind {
        GO,
        HANDLEBARS,
        NOTHING;

        static TemplateKind of(ChartFile file) {
            String name = name(file);
            if (name.equals("NOTES.txt.hbs")) {
                return NOTHING;
            }
            if (name.endsWith(".hbs")) {
                return HANDLEBARS;
            }
            return isManifest(name) || name.endsWith(".tpl") || name.endsWith(".txt") ? GO : NOTHING;
        }

        static boolean isPartial(ChartFile file) {
            return name(file).startsWith("_");
        }

        static boolean isNotes(ChartFile file) {
            return file.path().equals("templates/NOTES.txt");
        }

        static boolean isManifest(String name) {
            return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
        }

        private static String name(ChartFile file) {
            return file.path().substring(file.path().lastIndexOf('/') + 1);
        }
    }
}
