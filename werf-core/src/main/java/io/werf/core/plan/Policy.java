package io.werf.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the annotations of an object say about its deploy.
 *
 * @param hookEvents words of {@code helm.sh/hook}, for example {@code pre-upgrade}; empty for an ordinary object
 * @param deployOn when it is deployed: {@code install}, {@code pre-upgrade}, … ({@code werf.io/deploy-on}, else the hook's
 *     events, else {@code install}, {@code upgrade} and {@code rollback})
 * @param weight order inside a stage ({@code werf.io/weight}, else {@code helm.sh/hook-weight}, else 0); lower first
 * @param deletePolicies when the object is deleted by the deploy itself
 * @param resourcePolicies what a deploy does not do to the object
 * @param owned whether it belongs to this release only; others' objects of that name are then refused
 * @param tracked whether the deploy waits until it is ready
 * @param propagation how its dependents are deleted: {@code Foreground}, {@code Background} or {@code Orphan}
 * @param replicasOnCreation {@code spec.replicas} of a new object; a living one keeps its own
 * @param deployDependencies what must be applied or ready before it; such an object has no weight
 * @param deleteDependencies what must be gone before it is deleted
 * @param externalDependencies objects outside of the release that must exist before it
 */
public record Policy(
        Set<String> hookEvents,
        Set<String> deployOn,
        int weight,
        Set<DeletePolicy> deletePolicies,
        Set<ResourcePolicy> resourcePolicies,
        boolean owned,
        boolean tracked,
        String propagation,
        Optional<Integer> replicasOnCreation,
        List<Dependency> deployDependencies,
        List<Dependency> deleteDependencies,
        List<ExternalDependency> externalDependencies) {

    /** Copies the collections. */
    public Policy {
        hookEvents = Set.copyOf(hookEvents);
        deployOn = Set.copyOf(deployOn);
        deletePolicies = Set.copyOf(deletePolicies);
        resourcePolicies = Set.copyOf(resourcePolicies);
        deployDependencies = List.copyOf(deployDependencies);
        deleteDependencies = List.copyOf(deleteDependencies);
        externalDependencies = List.copyOf(externalDependencies);
    }

    /** Whether the object is a hook, which runs with each deploy of its events. */
    public boolean isHook() {
        return !hookEvents.isEmpty();
    }

    /** Whether it stays when it leaves the chart or the release is dismissed. */
    public boolean kept() {
        return resourcePolicies.contains(ResourcePolicy.KEEP) || resourcePolicies.contains(ResourcePolicy.SKIP_DELETE);
    }

    /** Whether a deploy must not do that to it. */
    boolean forbids(ResourcePolicy policy) {
        return resourcePolicies.contains(policy);
    }

    /** What a deploy does not do: values of {@code werf.io/resource-policy}. */
    public enum ResourcePolicy {
        SKIP_CREATE,
        SKIP_UPDATE,
        SKIP_RECREATE,
        SKIP_DELETE,
        /** As {@link #SKIP_DELETE}; Helm's word. */
        KEEP
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
