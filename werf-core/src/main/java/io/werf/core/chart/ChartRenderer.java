package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.event.EventSink;
import io.werf.core.git.ProjectTree;
import io.werf.core.template.Origins;
import io.werf.core.template.Rendered;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.DebugFunctions;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.GoTrees;
import io.werf.core.template.functions.ImageFunction;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.functions.Versions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Renders a chart of the commit to manifests. Touches no work tree, and the network only by functions that it is given. */
public final class ChartRenderer {

    private ChartRenderer() {}

    /**
     * Renders.
     *
     * @param events are warned of what the values are not checked by
     * @param ofCluster functions that ask a live cluster instead of nobody, that is {@code lookup}
     * @throws ChartNotFoundException if the chart directory or a values file is not in the commit
     * @throws ChartException if a file of the chart does not say what it has to
     * @throws ChartArchiveException if an archive in {@code charts/} is malformed or dangerous
     * @throws ChartTooLargeException if the chart does not fit into memory
     * @throws MissingDependencyException if {@code Chart.yaml} declares what is not in {@code charts/}
     * @throws UnsupportedChartException if the chart needs what this version cannot do
     * @throws SetExpressionException if a {@code --set} expression is malformed
     * @throws ValuesException if the values of a subchart are not a map
     * @throws ValuesSchemaException if the values are not as a {@code values.schema.json} wants them
     * @throws io.werf.core.data.YamlException if {@code Chart.yaml} or a values file is not YAML; rendered documents are
     *     not parsed here
     * @throws io.werf.core.secret.SecretValuesException if a file of secret values is not of that form
     * @throws io.werf.core.secret.DecryptionException if a secret cannot be decrypted
     * @throws io.werf.core.secret.NoSecretKeyException if there are secrets and no key
     * @throws io.werf.core.template.TemplateException if a template is malformed or fails
     */
    public static Manifest render(
            ProjectTree tree,
            ChartRequest request,
            SecretSources sources,
            EventSink events,
            TemplateFunction... ofCluster) {
        Chart loaded = load(tree, request);
        ChartSecrets secrets = new ChartSecrets(tree, sources);
        Map<String, Object> secretValues = secrets.values(loaded);
        GivenValues given = GivenValues.read(tree, request, secretValues, GivenValues.Numbers.AS_WRITTEN);
        PreparedChart prepared = PreparedChart.of(loaded, given.all());
        ValuesSchema.check(prepared, () -> PreparedChart.of(loaded, given.withoutService()), events);
        GivenValues goGiven = GivenValues.read(tree, request, secretValues, GivenValues.Numbers.OF_GO);
        PreparedChart go =
                PreparedChart.of(loaded.mapValues(values -> Tree.map(GoTrees.floats(values))), goGiven.all());
        Functions functions = Functions.standard()
                .with(ofCluster)
                .with(DebugFunctions.SILENT)
                .with(ImageFunction.over(request.images().names()));
        return render(prepared, go, given, request, functions, secrets.files(loaded));
    }

    private static Chart load(ProjectTree tree, ChartRequest request) {
        Chart chart = new ChartLoader(tree, request.chartDir()).load(request.project());
        if (chart.isLibrary()) {
            throw ChartException.of(chart.place(), "a library chart has no objects of its own and cannot be deployed");
        }
        String range = Tree.string(chart.metadata(), "kubeVersion").orElse("");
        String version = request.capabilities().kubeVersion();
        if (!range.isEmpty() && !Versions.matches(range, version)) {
            throw ChartException.of(
                    chart.place() + "/Chart.yaml",
                    "the chart requires kubeVersion: " + range + " which is incompatible with Kubernetes " + version);
        }
        Chart used = request.values().ofChart() ? chart : chart.withValues(Map.of());
        return request.appVersion().map(used::withAppVersion).orElse(used);
    }

    private static Manifest render(
            PreparedChart prepared,
            PreparedChart goPrepared,
            GivenValues given,
            ChartRequest request,
            Functions functions,
            SecretFiles secrets) {
        ChartNode top = ChartNode.of(prepared.chart(), prepared.values());
        List<ChartNode> nodes = top.all();
        Rendering go =
                GoRendering.render(ChartNode.of(goPrepared.chart(), goPrepared.values()), request, functions, secrets);
        List<RenderedFile> files = new ArrayList<>(go.files());
        StringBuilder notes = new StringBuilder(go.notes());
        for (ChartNode node : nodes) {
            Rendering handlebars = HandlebarsRendering.render(node, request, functions, secrets);
            files.addAll(handlebars.files());
            notes.append(handlebars.notes());
        }
        files.sort(Comparator.comparing(RenderedFile::name));
        List<ManifestDocument> objects = new ArrayList<>();
        for (RenderedFile file : files) {
            objects.addAll(file.documents());
        }
        List<ManifestDocument> documents = new ArrayList<>();
        for (ChartNode node : nodes) {
            documents.addAll(customResourceDefinitions(node));
        }
        documents.addAll(InstallOrder.sorted(objects));
        return new Manifest(top.chart().name(), top.chart().record(), given.user(), documents, notes.toString());
    }

    private static List<ManifestDocument> customResourceDefinitions(ChartNode node) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (ChartFile file : node.chart().files()) {
            if (file.path().startsWith("crds/") && TemplateKind.isManifest(file)) {
                documents.addAll(new RenderedFile(node.nameOf(file), file, verbatim(node, file)).documents());
            }
        }
        return documents;
    }

    private static Rendered verbatim(ChartNode node, ChartFile file) {
        return new Rendered(
                file.text(), Origins.verbatim(new TemplateSource(node.nameOf(file), file.place(), file.text())));
    }
}
