package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.plan.Change;
import io.werf.core.plan.PlanTree;
import io.werf.core.release.ReleaseVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A plan with all that it takes to carry it out later, without Git, registry or rendering: the manifests, the release record, and
 * what the plan was made for. Holds the chart's secrets.
 *
 * @param made when it was made
 * @param cluster uid of the cluster's {@code kube-system} namespace, which no other cluster has; {@code ""} when the account may
 *     not see it
 * @param server URL of the API server, for people
 * @param revisions the release's history at that time, oldest first
 * @param annotations as in {@link DeployRequest}
 * @param missingImages names of images that were not built yet
 * @param plan the plan as a tree, see {@link PlanTree}
 */
public record SavedPlan(
        Instant made,
        String cluster,
        String server,
        String release,
        String namespace,
        List<ReleaseVersion> revisions,
        Map<String, String> annotations,
        List<String> missingImages,
        Manifest manifest,
        Map<String, Object> plan) {

    /** Copies the lists. */
    public SavedPlan {
        revisions = List.copyOf(revisions);
        annotations = Map.copyOf(annotations);
        missingImages = List.copyOf(missingImages);
    }

    /** The same, knowing that these images are not built yet. */
    public SavedPlan withMissingImages(List<String> images) {
        return new SavedPlan(made, cluster, server, release, namespace, revisions, annotations, images, manifest, plan);
    }

    /** What it changes. */
    public List<Change> changes() {
        return PlanTree.changes(plan);
    }

    /** How many objects were as they should be. */
    public int unchanged() {
        return PlanTree.unchanged(plan);
    }
}
