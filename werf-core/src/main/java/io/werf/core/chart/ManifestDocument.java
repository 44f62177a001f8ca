package io.werf.core.chart;

import io.werf.core.error.Location;

/**
 * One rendered YAML document.
 *
 * @param source Helm's name of the template, for example {@code shop/templates/backend.yaml}
 * @param location where it begins in the template file of the project
 * @param lineOffset how many lines of the rendered template stand before {@code text}
 * @param text the YAML, without separator lines
 */
public record ManifestDocument(String source, Location location, int lineOffset, String text) {}
