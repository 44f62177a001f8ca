package io.werf.core.chart;

import io.werf.core.data.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dependency that {@code Chart.yaml} declares.
 *
 * @param name of the chart, or its alias once aliases are applied
 * @param version constraint, {@code ""} for none
 * @param repository where the chart comes from
 * @param condition paths of values, joined by commas; the first that is there decides whether the chart is used
 * @param tags switches in the value {@code tags}
 * @param alias another name for the chart, {@code ""} for none
 * @param importValues values of the child that the parent takes over
 * @param exportValues values of the parent that the child takes over (werf)
 * @param enabled whether the chart is used
 */
record ChartDependency(
        String name,
        String version,
        String repository,
        String condition,
        List<String> tags,
        String alias,
        List<ValuesTransfer> importValues,
        List<ValuesTransfer> exportValues,
        boolean enabled) {

    static ChartDependency of(Map<String, Object> map) {
        return new ChartDependency(
                text(map, "name"),
                text(map, "version"),
                text(map, "repository"),
                text(map, "condition"),
                Tree.list(map, "tags").stream().map(String::valueOf).toList(),
                text(map, "alias"),
                Tree.list(map, "import-values").stream()
                        .map(ValuesTransfer::imported)
                        .toList(),
                Tree.list(map, "export-values").stream()
                        .map(ValuesTransfer::exported)
                        .toList(),
                Tree.isTrue(map, "enabled"));
    }

    private static String text(Map<String, Object> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(ChartYaml.text(value));
    }

    /** By which the parent knows the chart. */
    String effectiveName() {
        return alias.isEmpty() ? name : alias;
    }

    ChartDependency enabled(boolean isEnabled) {
        return new ChartDependency(
                effectiveName(), version, repository, condition, tags, alias, importValues, exportValues, isEnabled);
    }

    /** What Helm has left of it for the chart's next use: the alias has become the name, and imports are done. */
    ChartDependency decidedBefore() {
        return new ChartDependency(
                effectiveName(), version, repository, condition, tags, alias, List.of(), exportValues, enabled);
    }

    /** Helm's form in release records. */
    Map<String, Object> record() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        put(json, "version", version);
        json.put("repository", repository);
        put(json, "condition", condition);
        if (!tags.isEmpty()) {
            json.put("tags", tags);
        }
        if (enabled) {
            json.put("enabled", true);
        }
        if (!importValues.isEmpty()) {
            json.put(
                    "import-values",
                    importValues.stream().map(ValuesTransfer::record).toList());
        }
        put(json, "alias", alias);
        return json;
    }

    private static void put(Map<String, Object> json, String key, String value) {
        if (!value.isEmpty()) {
            json.put(key, value);
        }
    }
}
