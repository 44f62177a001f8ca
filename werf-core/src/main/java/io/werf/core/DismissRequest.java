package io.werf.core;

/**
 * Remove a release with all of its objects. Needs no Git and no {@code werf.yaml} when release and namespace are given.
 *
 * @param withNamespace whether the namespace goes, too, with whatever else is in it
 */
public record DismissRequest(
        ProjectOptions project, ReleaseOptions release, RolloutOptions rollout, boolean withNamespace) {

    /** Leaves the namespace. */
    public DismissRequest(ProjectOptions project, ReleaseOptions release, RolloutOptions rollout) {
        this(project, release, rollout, false);
    }
}
