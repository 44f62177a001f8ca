package io.werf.core;

/**
 * A rendered chart.
 *
 * @param manifest all documents in install order, each headed by a {@code # Source:} line
 */
public record RenderReport(String release, String namespace, String manifest) {}
