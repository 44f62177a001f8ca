package io.werf.core.template;

/**
 * The text of one template.
 *
 * @param name by which it is executed or included, unique in its set
 * @param file what errors name: path relative to the project directory
 * @param text what it says
 */
public record TemplateSource(String name, String file, String text) {}
