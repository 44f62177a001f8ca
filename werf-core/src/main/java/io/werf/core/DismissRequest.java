package io.werf.core;

/** Remove a release with all of its objects. Needs no Git and no {@code werf.yaml} when release and namespace are given. */
public record DismissRequest(ProjectOptions project, ReleaseOptions release, RolloutOptions rollout) {}
