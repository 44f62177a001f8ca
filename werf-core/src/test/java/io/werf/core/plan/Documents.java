package io.werf.core.plan;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes manifests for tests, as if each text were one file of a chart. */
final class Documents {

    private Documents() {}

    static Manifest manifest(String... texts) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            documents.add(document("shop/templates/" + i + ".yaml", ".helm/templates/" + i + ".yaml", texts[i]));
        }
        return new Manifest("shop", Map.of(), Map.of(), documents, "");
    }

    static ManifestDocument document(String source, String file, String text) {
        return new ManifestDocument(source, new Location(file, 1, 0), 0, text);
    }
}
