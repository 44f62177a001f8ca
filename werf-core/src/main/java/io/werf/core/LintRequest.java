package io.werf.core;

/**
 * Check the chart of HEAD's commit without a registry or a cluster.
 *
 * @param strict whether warnings are errors
 */
public record LintRequest(
        ProjectOptions project, ImageOptions images, ChartOptions chart, ReleaseOptions release, boolean strict) {}
