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

    private final ProjectTree tree;
    private final SecretSources sources;

    ChartSecrets(ProjectTree tree, SecretSources sources) {
        this.tree = tree;
        this.sources = sources;
    }

    /** The values of the chart's own file, below those of the files that were asked for. */
    Map<String, Object> values(Chart chart) {
        Map<String, Object> values = sources.defaultValues() ? ownValues(chart) : new LinkedHashMap<>();
        for (String file : sources.valuesFiles()) {
            String text = tree.text(file).orElseThrow(() -> new ChartNotFoundException("secret values file", file));
            values = Values.merge(values, SecretValues.read(text, file, sources.decryptor()));
        }
        return values;
    }

    private Map<String, Object> ownValues(Chart chart) {
        return chart.files().stream()
                .filter(file -> file.path().equals(VALUES))
                .findFirst()
                .map(file -> SecretValues.read(file.text(), file.place(), sources.decryptor()))
                .orElseGet(LinkedHashMap::new);
    }

    /** The contents of {@code secret/} by path relative to it; one character is one byte where it is not UTF-8. */
    Map<String, String> files(Chart chart) {
        Map<String, String> files = new TreeMap<>();
        for (ChartFile file : chart.files()) {
            if (file.path().startsWith(DIRECTORY)) {
                byte[] plain = sources.decryptor().decrypt(file.text(), file.place());
                files.put(file.path().substring(DIRECTORY.length()), new GoBytes(plain).text());
            }
        }
        return files;
    }
}
