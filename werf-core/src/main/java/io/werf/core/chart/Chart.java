package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A chart with the charts below it.
 *
 * @param place directory relative to the project, or the archive; what errors name
 * @param metadata what {@code Chart.yaml} says, with the defaults filled in and without the dependencies
 * @param dependencies what {@code Chart.yaml} (or {@code requirements.yaml}) declares; empty when it says nothing of them
 * @param lock what {@code Chart.lock} says, or nothing
 * @param values what {@code values.yaml} says
 * @param schema the file {@code values.schema.json}
 * @param templates files below {@code templates/}, by path
 * @param files all others but {@code Chart.yaml}, {@code values.yaml} and the like, by path
 * @param subcharts the charts in {@code charts/}
 * @param nameInFile the name in {@code Chart.yaml}, which {@link #name} differs from when the parent uses an alias
 * @param isResolved whether aliases, conditions and tags have been applied to {@code subcharts}
 */
record Chart(
        String place,
        Map<String, Object> metadata,
        Optional<List<ChartDependency>> dependencies,
        Map<String, Object> lock,
        Map<String, Object> values,
        Optional<ChartFile> schema,
        List<ChartFile> templates,
        List<ChartFile> files,
        List<Chart> subcharts,
        String nameInFile,
        boolean isResolved) {

    private static final String NAME = "name";

    /** By which the parent, values and template names know it. */
    String name() {
        return text(NAME);
    }

    String version() {
        return text("version");
    }

    /** Whether it only lends templates and has no objects of its own. */
    boolean isLibrary() {
        return text("type").equals("library");
    }

    private String text(String key) {
        Object value = metadata.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    Chart named(String alias) {
        Map<String, Object> renamed = new LinkedHashMap<>(metadata);
        renamed.put(NAME, alias);
        return new Chart(
                place,
                renamed,
                dependencies,
                lock,
                values,
                schema,
                templates,
                files,
                subcharts,
                nameInFile,
                isResolved);
    }

    Chart withAppVersion(String appVersion) {
        Map<String, Object> changed = new LinkedHashMap<>(metadata);
        changed.put("appVersion", appVersion);
        return new Chart(
                place,
                changed,
                dependencies,
                lock,
                values,
                schema,
                templates,
                files,
                subcharts,
                nameInFile,
                isResolved);
    }

    Chart withValues(Map<String, Object> other) {
        return new Chart(
                place,
                metadata,
                dependencies,
                lock,
                other,
                schema,
                templates,
                files,
                subcharts,
                nameInFile,
                isResolved);
    }

    Chart withSubcharts(List<Chart> others) {
        return new Chart(
                place,
                metadata,
                dependencies,
                lock,
                values,
                schema,
                templates,
                files,
                List.copyOf(others),
                nameInFile,
                isResolved);
    }

    Chart resolved(List<ChartDependency> enabled, List<Chart> others) {
        return new Chart(
                place,
                metadata,
                Optional.of(List.copyOf(enabled)),
                lock,
                values,
                schema,
                templates,
                files,
                List.copyOf(others),
                nameInFile,
                true);
    }

    /** The same with other values here and in all subcharts. */
    Chart mapValues(UnaryOperator<Map<String, Object>> change) {
        return withValues(change.apply(values))
                .withSubcharts(
                        subcharts.stream().map(chart -> chart.mapValues(change)).toList());
    }

    /** {@code Chart.yaml} with the dependencies. */
    Map<String, Object> wholeMetadata() {
        Map<String, Object> whole = Tree.copy(metadata);
        dependencies
                .filter(list -> !list.isEmpty())
                .ifPresent(list -> whole.put(
                        "dependencies",
                        list.stream().map(ChartDependency::record).toList()));
        return whole;
    }

    /** The form in which Helm keeps charts in release records; subcharts are not kept. */
    @SuppressWarnings("NullAway") // a lock or a schema that is not there is null in Helm's records
    Map<String, Object> record() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metadata", wholeMetadata());
        json.put("lock", lock.isEmpty() ? null : lock);
        json.put("templates", encoded(templates));
        json.put("values", values);
        json.put("schema", schema.map(ChartFile::base64).orElse(null));
        json.put("files", encoded(files));
        return json;
    }

    private static List<Object> encoded(List<ChartFile> files) {
        return files.stream()
                .<Object>map(file -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put(NAME, file.path());
                    json.put("data", file.base64());
                    return json;
                })
                .toList();
    }
}
