package io.werf.core;

/**
 * Say what a converge would change in registry and cluster; writes nothing there.
 *
 * @param rollout how the converge would be carried out
 * @param sandbox whether an in-memory registry and cluster stand in; everything is new there
 */
public record PlanRequest(
        ProjectOptions project,
        ImageOptions images,
        ChartOptions chart,
        ReleaseOptions release,
        RolloutOptions rollout,
        PlanOutput output,
        boolean sandbox) {}
