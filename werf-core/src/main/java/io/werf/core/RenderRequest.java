package io.werf.core;

/**
 * Render the chart of HEAD's commit without a registry or a cluster. Without {@code images.repo}, image names have the
 * repository {@code REPO}.
 */
public record RenderRequest(ProjectOptions project, ImageOptions images, ChartOptions chart, ReleaseOptions release) {}
