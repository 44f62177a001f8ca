package io.werf.core.template;

/**
 * What a template rendered to.
 *
 * @param text the output
 * @param origins where each line of it came from
 */
public record Rendered(String text, Origins origins) {}
