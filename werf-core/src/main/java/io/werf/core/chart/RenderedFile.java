package io.werf.core.chart;

import io.werf.core.error.Location;
import io.werf.core.template.Rendered;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a file of a chart.
 *
 * @param name full name of the template
 * @param file the template
 * @param rendered the result
 */
record RenderedFile(String name, ChartFile file, Rendered rendered) {

    /** The documents in it, each with its place in the template as far as that can be told. */
    List<ManifestDocument> documents() {
        List<ManifestSplitter.Part> parts = ManifestSplitter.split(rendered.text());
        boolean handlebars = TemplateKind.isHandlebars(file);
        List<ManifestSplitter.Part> inTemplate = handlebars ? ManifestSplitter.split(file.text()) : List.of();
        List<ManifestDocument> documents = new ArrayList<>(parts.size());
        for (ManifestSplitter.Part part : parts) {
            int line = handlebars ? byPosition(documents.size(), parts, inTemplate) : byOrigin(part);
            Location begin = new Location(file.place(), line, 0);
            documents.add(new ManifestDocument(name, begin, part.lineOffset(), part.text(), rendered.origins()));
        }
        return documents;
    }

    private int byOrigin(ManifestSplitter.Part part) {
        return rendered.origins()
                .of(part.lineOffset() + 1, 0)
                .flatMap(origin -> origin.in(file.place()))
                .map(Location::line)
                .orElse(1);
    }

    /** Handlebars would have to render again to say where documents begin: here that is known well enough without. */
    private static int byPosition(
            int index, List<ManifestSplitter.Part> parts, List<ManifestSplitter.Part> inTemplate) {
        // A template that has as many documents as it renders to has them in the same order; else its first line will
        // do.
        return inTemplate.size() == parts.size() ? inTemplate.get(index).lineOffset() + 1 : 1;
    }
}
