package io.werf.core;

/**
 * Bring the dependencies of the chart into the work tree.
 *
 * @param images how registries are reached; the repository itself is not used
 */
public record ChartDepsRequest(ProjectOptions project, ImageOptions images) {}
