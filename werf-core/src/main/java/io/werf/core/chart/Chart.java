package io.werf.core.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chart as it stands in the commit.
 *
 * @param directory relative to the project
 * @param metadata what {@code Chart.yaml} says, with the defaults filled in
 * @param values what {@code values.yaml} says
 * @param templates files below {@code templates/}, by path
 * @param files all others but {@code Chart.yaml}, {@code values.yaml} and the like, by path
 */
record Chart(
        String directory,
        Map<String, Object> metadata,
        Map<String, Object> values,
        List<ChartFile> templates,
        List<ChartFile> files) {

    String name() {
        return String.valueOf(metadata.get("name"));
    }

    /** The form in which Helm keeps charts in release records. */
    Map<String, Object> record() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metadata", metadata);
        json.put("templates", encoded(templates));
        json.put("values", values);
        json.put("files", encoded(files));
        return json;
    }

    private static List<Object> encoded(List<ChartFile> files) {
        return files.stream()
                .<Object>map(file -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("name", file.path());
                    json.put("data", file.base64());
                    return json;
                })
                .toList();
    }
}
