package io.werf.core.chart;

import io.werf.core.git.ProjectTree;
import io.werf.core.secret.SecretValues;
import io.werf.core.template.functions.GoBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The secrets of a chart. All of them are decrypted before anything is rendered, so that no error can show one. */
final class ChartSecrets {

    private static final String VALUES = "secret-values.yaml";
    private static final String DIRECTORY = "secret/";
    private static final String DOCKER_CONFIG = "dockerconfigjson";

    private final ProjectTree tree;
    private final SecretSources sources;

    ChartSecrets(ProjectTree tree, SecretSources sources) {
        this.tree = tree;
        this.sources = sources;
    }

    /** The values of the charts' own files, those of subcharts below their names; above them those that were asked for. */
    Map<String, Object> values(Chart chart) {
        Map<String, Object> values = sources.defaultValues() ? valuesOfAll(chart) : new LinkedHashMap<>();
        for (String file : sources.valuesFiles()) {
            String text = tree.text(file).orElseThrow(() -> new ChartNotFoundException("secret values file", file));
            values = Values.merge(values, SecretValues.read(text, file, sources.decryptor()));
        }
        return sources.dockerConfig().isEmpty()
                ? values
                : Values.merge(values, dockerConfig(sources.dockerConfig().get()));
    }

    private static Map<String, Object> dockerConfig(String text) {
        return Map.of(DOCKER_CONFIG, text, "global", Map.of("werf", Map.of(DOCKER_CONFIG, text)));
    }

    private Map<String, Object> valuesOfAll(Chart chart) {
        Map<String, Object> below = new LinkedHashMap<>();
        for (Chart subchart : chart.subcharts()) {
            Map<String, Object> secrets = valuesOfAll(subchart);
            if (!secrets.isEmpty()) {
                DependencyResolver.namesOf(chart, subchart).forEach(name -> below.put(name, secrets));
            }
        }
        return Values.merge(below, ownValues(chart));
    }

    private Map<String, Object> ownValues(Chart chart) {
        return chart.files().stream()
                .filter(file -> file.path().equals(VALUES))
                .findFirst()
                .map(file -> SecretValues.read(file.text(), file.place(), sources.decryptor()))
                .orElseGet(LinkedHashMap::new);
    }

    /** The contents of {@code secret/} of the chart and its subcharts; one character is one byte where it is not UTF-8. */
    SecretFiles files(Chart chart) {
        Map<String, Map<String, String>> byPlace = new LinkedHashMap<>();
        collect(chart, byPlace);
        return new SecretFiles(byPlace);
    }

    private void collect(Chart chart, Map<String, Map<String, String>> byPlace) {
        Map<String, String> files = new TreeMap<>();
        for (ChartFile file : chart.files()) {
            if (file.path().startsWith(DIRECTORY)) {
                byte[] plain = sources.decryptor().decrypt(file.text(), file.place());
                files.put(file.path().substring(DIRECTORY.length()), new GoBytes(plain).text());
            }
        }
        byPlace.put(chart.place(), files);
        chart.subcharts().forEach(subchart -> collect(subchart, byPlace));
    }
}
