package io.werf.core.chart;

import java.util.Map;
import java.util.TreeMap;

/**
 * The decrypted files in the {@code secret} directories of charts.
 *
 * @param byPlace contents by the chart's place and then by path relative to the directory; parents come before their children
 */
record SecretFiles(Map<String, Map<String, String>> byPlace) {

    /** What the templates of a chart can name: its own files, and below them those of all charts, a parent's before its children's. */
    Map<String, String> of(Chart chart) {
        Map<String, String> files = new TreeMap<>(byPlace.getOrDefault(chart.place(), Map.of()));
        byPlace.values().forEach(others -> others.forEach(files::putIfAbsent));
        return files;
    }
}
