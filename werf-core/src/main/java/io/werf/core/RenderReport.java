package io.werf.core;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.plan.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A rendered chart.
 *
 * @param manifest all documents in install order, each headed by a {@code # Source:} line
 */
public record RenderReport(String release, String namespace, String manifest) {

    /**
     * The documents that are wanted.
     *
     * @throws TemplateNotFoundException if one of them gives no document
     */
    static RenderReport of(Target target, Manifest manifest, RenderOptions options) {
        List<String> templates = options.showOnly();
        List<ManifestDocument> shown = new ArrayList<>();
        for (ManifestDocument document : manifest.documents()) {
            boolean wanted = templates.isEmpty() || templates.stream().anyMatch(path -> isOf(document, path));
            if (wanted && (options.includeCrds() || !Resource.isStandalone(document))) {
                shown.add(document);
            }
        }
        for (String path : templates) {
            if (shown.stream().noneMatch(document -> isOf(document, path))) {
                throw new TemplateNotFoundException(
                        path,
                        manifest.documents().stream()
                                .map(RenderReport::pathInChart)
                                .toList());
            }
        }
        Manifest part = new Manifest(manifest.chartName(), manifest.chart(), manifest.userValues(), shown, "");
        return new RenderReport(target.release(), target.namespace(), part.text());
    }

    private static boolean isOf(ManifestDocument document, String path) {
        return path.equals(document.source())
                || path.equals(document.location().file())
                || path.equals(pathInChart(document));
    }

    private static String pathInChart(ManifestDocument document) {
        return document.source().substring(document.source().indexOf('/') + 1);
    }
}
