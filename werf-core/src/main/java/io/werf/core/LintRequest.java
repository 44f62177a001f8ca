package io.werf.core;

/**
 * Check the chart of HEAD's commit without a registry or a cluster.
 *
 * @param options for what it is rendered; what they say of the output, of validation and of tags does not count
 * @param strict whether warnings are errors
 */
public record LintRequest(
        ProjectOptions project,
        ImageOptions images,
        ChartOptions chart,
        ReleaseOptions release,
        RenderOptions options,
        boolean strict) {}
