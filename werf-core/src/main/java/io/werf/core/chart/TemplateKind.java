package io.werf.core.chart;

import java.util.Locale;

/** Which engine renders a file of {@code templates/}, and what becomes of it: the one place that decides it. */
final class TemplateKind {

    private static final String NOTES = "NOTES.txt";

    private TemplateKind() {}

    static boolean isHandlebars(ChartFile file) {
        return file.path().endsWith(".hbs");
    }

    /** Whether it only defines what others use. */
    static boolean isPartial(ChartFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1).startsWith("_");
    }

    /** Notes are no manifests; only those of the chart at the top are shown. */
    static boolean isNotes(ChartFile file) {
        return file.path().endsWith(NOTES) || file.path().endsWith(NOTES + ".hbs");
    }

    static boolean isNotesOfTop(ChartNode node, ChartFile file) {
        String path = file.path();
        return node.isTop() && (path.equals("templates/" + NOTES) || path.equals("templates/" + NOTES + ".hbs"));
    }

    /** Whether a file outside of {@code templates/} has objects. */
    static boolean isManifest(ChartFile file) {
        String name = file.path().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }
}
