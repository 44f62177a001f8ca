package io.werf.core;

/**
 * Bring the application of HEAD's commit to the cluster: build what is missing, deploy, wait until it is ready.
 *
 * @param sandbox whether an in-memory registry and cluster stand in for {@code images.repo} and {@code release.cluster}
 */
public record ConvergeRequest(
        ProjectOptions project,
        ImageOptions images,
        ChartOptions chart,
        ReleaseOptions release,
        RolloutOptions rollout,
        boolean sandbox) {}
