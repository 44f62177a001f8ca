package io.werf.core.plan;

import java.util.List;

/**
 * The plan that removes a release.
 *
 * @param leftovers what it leaves in the cluster
 */
public record DismissalPlan(DeployPlan plan, List<Leftover> leftovers) {

    /** Copies the list. */
    public DismissalPlan {
        leftovers = List.copyOf(leftovers);
    }
}
