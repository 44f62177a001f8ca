package io.werf.core.chart;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What Handlebars templates see: {@code Values}, {@code Release}, {@code Chart}, {@code Capabilities} and so on. */
final class TemplateData {

    private final Map<String, Object> shared = new LinkedHashMap<>();
    private final String basePath;

    TemplateData(ChartNode node, ChartRequest request) {
        this.basePath = node.path() + "/templates";
        shared.putAll(GivenValues.root(request.values(), GivenValues.Numbers.AS_WRITTEN));
        shared.put("Values", node.values());
        shared.put("Release", release(request));
        shared.put("Chart", chart(node));
        shared.put("Capabilities", capabilities(request));
        Map<String, Object> subcharts = new LinkedHashMap<>();
        for (ChartNode child : node.below()) {
            subcharts.put(child.chart().name(), new TemplateData(child, request).shared);
        }
        shared.put("Subcharts", subcharts);
    }

    /** The root for one template. */
    Map<String, Object> forTemplate(String name) {
        Map<String, Object> root = new LinkedHashMap<>(shared);
        root.put("Template", Map.of("Name", name, "BasePath", basePath));
        return root;
    }

    private static Map<String, Object> release(ChartRequest request) {
        return Map.of(
                "Name",
                request.release(),
                "Namespace",
                request.namespace(),
                "IsInstall",
                !request.isUpgrade(),
                "IsUpgrade",
                request.isUpgrade(),
                "Revision",
                (long) request.revision(),
                "Service",
                "Helm");
    }

    /** Go's field names are the keys of {@code Chart.yaml} with a capital letter. */
    private static Map<String, Object> chart(ChartNode node) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AppVersion", "");
        fields.put("Description", "");
        fields.put("Type", "");
        fields.put("KubeVersion", "");
        node.chart().wholeMetadata().forEach((key, value) -> {
            String name = key.equals("apiVersion")
                    ? "APIVersion"
                    : key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
            fields.put(name, value);
        });
        fields.put("IsRoot", node.isTop());
        return fields;
    }

    private static Map<String, Object> capabilities(ChartRequest request) {
        Capabilities capabilities = request.capabilities();
        String version = capabilities.kubeVersion();
        String[] numbers = version.substring(1).split("[.+-]");
        Map<String, Object> kube = new LinkedHashMap<>();
        kube.put("Version", version);
        kube.put("GitVersion", version);
        kube.put("Major", numbers[0]);
        kube.put("Minor", numbers.length > 1 ? numbers[1] : "");
        return Map.of(
                "KubeVersion", kube, "APIVersions", capabilities.apiVersions().list());
    }
}
