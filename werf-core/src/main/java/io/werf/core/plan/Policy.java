package io.werf.core.plan;

import java.util.Set;

/**
 * What the annotations of an object say about its deploy.
 *
 * @param hookEvents words of {@code helm.sh/hook}, for example {@code pre-upgrade}; empty for an ordinary object
 * @param weight order inside a stage ({@code werf.io/weight}, else {@code helm.sh/hook-weight}, else 0); lower first
 * @param deletePolicies when the object is deleted by the deploy itself
 * @param kept whether it stays when it leaves the chart or the release is dismissed
 * @param owned whether it belongs to this release only; others' objects of that name are then refused
 * @param tracked whether the deploy waits until it is ready
 * @param propagation how its dependents are deleted: {@code Foreground}, {@code Background} or {@code Orphan}
 */
public record Policy(
        Set<String> hookEvents,
        int weight,
        Set<DeletePolicy> deletePolicies,
        boolean kept,
        boolean owned,
        boolean tracked,
        String propagation) {

    /** Copies the sets. */
    public Policy {
        hookEvents = Set.copyOf(hookEvents);
        deletePolicies = Set.copyOf(deletePolicies);
    }

    /** Whether the object is a hook, which runs with each deploy of its events. */
    public boolean isHook() {
        return !hookEvents.isEmpty();
    }

    /** When a deploy deletes an object: values of {@code werf.io/delete-policy}. */
    public enum DeletePolicy {
        /** Before each deploy of it. */
        BEFORE_CREATION,
        /** When the change is one that Kubernetes refuses on the living object. */
        BEFORE_CREATION_IF_IMMUTABLE,
        /** When its stage has succeeded. */
        SUCCEEDED,
        /** When it failed. */
        FAILED
    }
}
