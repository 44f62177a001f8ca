package io.werf.core.chart;

import io.werf.core.error.Location;
import io.werf.core.template.Rendered;
import java.util.List;
import java.util.function.ToIntFunction;

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
        ToIntFunction<ManifestSplitter.Part> firstLine =
                TemplateKind.isHandlebars(file) ? byPosition(parts) : this::byOrigin;
        return parts.stream()
                .map(part -> new ManifestDocument(
                        name,
                        new Location(file.place(), firstLine.applyAsInt(part), 0),
                        part.lineOffset(),
                        part.text(),
                        rendered.origins()))
                .toList();
    }

    private int byOrigin(ManifestSplitter.Part part) {
        return rendered.origins()
                .of(part.lineOffset() + 1, 0)
                .flatMap(origin -> origin.in(file.place()))
                .map(Location::line)
                .orElse(1);
    }

    /** Handlebars would have to render again to say where documents begin: here that is known well enough without. */
    private ToIntFunction<ManifestSplitter.Part> byPosition(List<ManifestSplitter.Part> parts) {
        List<ManifestSplitter.Part> inTemplate = ManifestSplitter.split(file.text());
        // A template that has as many documents as it renders to has them in the same order; else its first line will
        // do.
        return part -> inTemplate.size() == parts.size()
                ? inTemplate.get(parts.indexOf(part)).lineOffset() + 1
                : 1;
    }
}
