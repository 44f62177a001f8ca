package io.werf.core.chart;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.data.Tree;
import io.werf.core.template.functions.GoObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What Go templates see, in the types that Helm gives it. Templates may change the values, and later ones see that. */
final class GoTemplateData {

    /** What JSON has of {@code .Chart}, in that order. */
    private static final List<String> KEYS = List.of(
            "name",
            "home",
            "sources",
            "version",
            "description",
            "keywords",
            "maintainers",
            "icon",
            "apiVersion",
            "condition",
            "tags",
            "appVersion",
            "deprecated",
            "annotations",
            "kubeVersion",
            "dependencies",
            "type");

    private final Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    private final String basePath;

    /**
     * @param common see {@link #common}
     * @param subcharts what the templates of the subcharts see, by name; may be filled later
     */
    GoTemplateData(ChartNode node, Map<String, Object> common, Map<String, Object> subcharts) {
        this.basePath = node.path() + "/templates";
        shared.putAll(common);
        shared.put("Chart", chart(node));
        shared.put("Files", ChartFileSet.of(node.chart().files()).object());
        shared.put("Values", node.values());
        shared.put("Subcharts", subcharts);
    }

    /** What all charts see alike. */
    static Map<String, Object> common(ChartRequest request) {
        Map<String, Object> common = GivenValues.root(request.values(), GivenValues.Numbers.OF_GO);
        common.put("Release", release(request));
        common.put("Capabilities", capabilities(request));
        return common;
    }

    /** What all templates of the chart see. */
    @SuppressWarnings("NullAway") // trees hold nulls
    Map<String, Object> shared() {
        return shared;
    }

    /** The root for one template: the same map for all of a chart, so what a template sets in it, later ones see. */
    Map<String, Object> forTemplate(String name) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("Name", name);
        template.put("BasePath", basePath);
        shared.put("Template", template);
        return shared();
    }

    private static Map<String, Object> release(ChartRequest request) {
        Map<String, Object> release = new LinkedHashMap<>();
        release.put("Name", request.release());
        release.put("Namespace", request.namespace());
        release.put("IsUpgrade", request.isUpgrade());
        release.put("IsInstall", !request.isUpgrade());
        release.put("Revision", request.revision());
        release.put("Service", "Helm");
        return release;
    }

    /** The fields of Helm's struct in its order; what {@code Chart.yaml} does not say has the zero value of its type. */
    private static GoObject chart(ChartNode node) {
        Map<String, Object> metadata = node.chart().metadata();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Name", text(metadata, "name"));
        fields.put("Home", text(metadata, "home"));
        fields.put("Sources", new ArrayList<>(Tree.list(metadata, "sources")));
        fields.put("Version", text(metadata, "version"));
        fields.put("Description", text(metadata, "description"));
        fields.put("Keywords", new ArrayList<>(Tree.list(metadata, "keywords")));
        fields.put("Maintainers", maintainers(metadata));
        fields.put("Icon", text(metadata, "icon"));
        fields.put("APIVersion", text(metadata, "apiVersion"));
        fields.put("Condition", text(metadata, "condition"));
        fields.put("Tags", text(metadata, "tags"));
        fields.put("AppVersion", text(metadata, "appVersion"));
        fields.put("Deprecated", Tree.isTrue(metadata, "deprecated"));
        fields.put("Annotations", new TreeMap<>(Tree.map(metadata, "annotations")));
        fields.put("KubeVersion", text(metadata, "kubeVersion"));
        fields.put("Dependencies", dependencies(node));
        fields.put("Type", text(metadata, "type"));
        GoObject inner = GoObject.struct("chart.Metadata", fields);
        Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
        all.put("IsRoot", node.isTop());
        return GoObject.struct("struct { chart.Metadata; IsRoot bool }", all)
                .printedAs("{" + io.werf.core.template.functions.GoValues.text(inner) + " " + node.isTop() + "}")
                .writtenAs(document(node));
    }

    private static Map<String, Object> document(ChartNode node) {
        Map<String, Object> metadata = new LinkedHashMap<>(node.chart().metadata());
        metadata.put("maintainers", maintainers(metadata));
        metadata.put("dependencies", dependencies(node));
        Map<String, Object> document = new LinkedHashMap<>();
        for (String key : KEYS) {
            Object value = metadata.get(key);
            if (value != null && !isZero(value)) {
                document.put(key, value);
            }
        }
        document.put("IsRoot", node.isTop());
        return document;
    }

    private static boolean isZero(Object value) {
        return value.equals("")
                || value.equals(false)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static List<Object> dependencies(ChartNode node) {
        List<Object> dependencies = new ArrayList<>();
        node.chart().dependencies().ifPresent(all -> all.forEach(one -> dependencies.add(dependency(one))));
        return dependencies;
    }

    private static Object dependency(ChartDependency dependency) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Name", dependency.name());
        fields.put("Version", dependency.version());
        fields.put("Repository", dependency.repository());
        fields.put("Condition", dependency.condition());
        fields.put("Tags", new ArrayList<Object>(dependency.tags()));
        fields.put("Enabled", dependency.enabled());
        fields.put(
                "ImportValues",
                dependency.importValues().stream().map(ValuesTransfer::record).toList());
        fields.put("Alias", dependency.alias());
        return GoObject.struct("*chart.Dependency", fields).writtenAs(dependency.record());
    }

    private static List<Object> maintainers(Map<String, Object> metadata) {
        List<Object> maintainers = new ArrayList<>();
        for (Object item : Tree.list(metadata, "maintainers")) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            Map<String, Object> document = new LinkedHashMap<>();
            for (String name : List.of("Name", "Email", "URL")) {
                String key = name.toLowerCase(Locale.ROOT);
                String text = text(Tree.map(item), key);
                fields.put(name, text);
                if (!text.isEmpty()) {
                    document.put(key, text);
                }
            }
            maintainers.add(GoObject.struct("*chart.Maintainer", fields).writtenAs(document));
        }
        return maintainers;
    }

    private static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    private static Map<String, Object> versionDocument(Map<String, @Nullable Object> version) {
        Map<String, Object> document = new LinkedHashMap<>();
        List.of("Version", "Major", "Minor").forEach(key -> document.put(key, String.valueOf(version.get(key))));
        return document;
    }

    private static GoObject capabilities(ChartRequest request) {
        Capabilities capabilities = request.capabilities();
        String version = capabilities.kubeVersion();
        String[] numbers = version.substring(1).split("[.+-]");
        Map<String, @Nullable Object> kube = new LinkedHashMap<>();
        kube.put("Version", version);
        kube.put("Major", numbers[0]);
        kube.put("Minor", numbers.length > 1 ? numbers[1] : "");
        kube.put("GitVersion", version);
        Map<String, @Nullable Object> helm = new LinkedHashMap<>();
        helm.put("Version", "v3.21");
        helm.put("GitCommit", "");
        helm.put("GitTreeState", "");
        helm.put("GoVersion", "");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "KubeVersion",
                GoObject.struct("chartutil.KubeVersion", kube)
                        .printedAs(version)
                        .writtenAs(versionDocument(kube)));
        fields.put(
                "APIVersions",
                GoObject.over(
                        "chartutil.VersionSet",
                        capabilities.apiVersions().list(),
                        exactly("Has", 1, a -> capabilities.apiVersions().has(a.string(0)))));
        fields.put("HelmVersion", GoObject.struct("version.BuildInfo", helm));
        return GoObject.struct("*chartutil.Capabilities", fields);
    }
}
