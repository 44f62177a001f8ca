package io.werf.core;

/**
 * Render the chart of HEAD's commit without a registry or a cluster. Without {@code images.repo}, image names have the
 * repository {@code REPO}.
 */
public record RenderRequest(
        ProjectOptions project,
        ImageOptions images,
        ChartOptions chart,
        ReleaseOptions release,
        RenderOptions options) {

    /** Everything, for Helm's default version of Kubernetes. */
    public RenderRequest(ProjectOptions project, ImageOptions images, ChartOptions chart, ReleaseOptions release) {
        this(project, images, chart, release, RenderOptions.DEFAULT);
    }
}
