package io.werf.core.plan;

import java.util.List;
import java.util.Map;

/**
 * What a plan is made of.
 *
 * @param desired the objects of the chart
 * @param previous what earlier revisions have deployed; objects of it that are not desired are deleted
 * @param kind decides which hooks run
 * @param annotations put on every applied object ({@code werf.io/version} and the like); a change of them alone is no change
 * @param trackUnchanged whether to wait also for objects that do not change, because the revision before has failed
 * @param forceAdoption whether objects that belong to others are taken over instead of refused
 */
public record PlanSpec(
        String release,
        String namespace,
        List<Resource> desired,
        List<Resource> previous,
        DeployKind kind,
        Map<String, String> annotations,
        boolean trackUnchanged,
        boolean forceAdoption) {

    /** Copies the collections. */
    public PlanSpec {
        desired = List.copyOf(desired);
        previous = List.copyOf(previous);
        annotations = Map.copyOf(annotations);
    }
}
