package io.werf.core.chart;

import java.util.List;

/**
 * What an engine made of the templates of charts.
 *
 * @param files without partials and notes
 * @param notes of the chart at the top
 */
record Rendering(List<RenderedFile> files, String notes) {

    static final Rendering NOTHING = new Rendering(List.of(), "");
}
