package io.werf.core.chart;

import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a file of a chart.
 *
 * @param name full name of the template
 * @param file the template
 * @param text the result
 */
record RenderedFile(String name, ChartFile file, String text) {

    /** The documents in it, each with its place in the template as far as that can be told. */
    List<ManifestDocument> documents() {
        String template = file.text();
        List<ManifestSplitter.Part> parts = ManifestSplitter.split(text);
        List<ManifestSplitter.Part> inTemplate = text.equals(template) ? parts : ManifestSplitter.split(template);
        List<ManifestDocument> result = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ManifestSplitter.Part part = parts.get(i);
            // A template that has as many documents as it renders to has them in the same order; else its first line
            // will do.
            int line = inTemplate.size() == parts.size() ? inTemplate.get(i).lineOffset() + 1 : 1;
            result.add(new ManifestDocument(name, new Location(file.place(), line, 0), part.lineOffset(), part.text()));
        }
        return result;
    }
}
