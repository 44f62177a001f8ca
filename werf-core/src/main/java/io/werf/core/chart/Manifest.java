package io.werf.core.chart;

import java.util.List;
import java.util.Map;

/**
 * A rendered chart.
 *
 * @param chartName from {@code Chart.yaml}, or the project's name
 * @param chart the chart in the form in which Helm keeps it in release records: {@code metadata}, {@code templates},
 *     {@code values}, {@code files}
 * @param userValues the values that the user gave (files and sets), which release records keep as {@code config}
 * @param documents rendered objects, files from {@code crds/} first, then in Helm's install order
 * @param notes rendered {@code NOTES.txt}, or empty
 */
public record Manifest(
        String chartName,
        Map<String, Object> chart,
        Map<String, Object> userValues,
        List<ManifestDocument> documents,
        String notes) {

    /** Copies the list. */
    public Manifest {
        documents = List.copyOf(documents);
    }

    /** How many documents there are that are not only comments. */
    public int objects() {
        return (int)
                documents.stream().filter(document -> !document.isComment()).count();
    }

    /** The documents as one text, each headed by a {@code # Source:} line, as Helm prints and stores it. */
    public String text() {
        int length = 0;
        for (ManifestDocument document : documents) {
            length += document.source().length() + document.text().length() + 20;
        }
        StringBuilder out = new StringBuilder(length); // megabytes, which should not be copied again and again
        for (ManifestDocument document : documents) {
            out.append("---\n# Source: ").append(document.source()).append('\n').append(document.text());
            if (!document.text().endsWith("\n")) {
                out.append('\n');
            }
        }
        return out.toString();
    }
}
