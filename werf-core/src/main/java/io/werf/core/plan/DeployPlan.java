package io.werf.core.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What has to happen in the cluster: a graph of operations, as plain immutable data. Making it wrote nothing.
 *
 * @param release the release's name
 * @param namespace its namespace
 * @param operations every operation stands behind all that it comes after, so the graph has no cycle
 * @param changes what the operations change, for people
 * @param unchanged how many objects are as they should be
 */
public record DeployPlan(
        String release, String namespace, List<Operation> operations, List<Change> changes, int unchanged) {

    /** Copies the lists and checks the graph. */
    public DeployPlan {
        operations = List.copyOf(operations);
        changes = List.copyOf(changes);
        Set<String> known = new HashSet<>();
        for (Operation operation : operations) {
            if (!known.containsAll(operation.after())) {
                throw new IllegalArgumentException(operation.id() + " comes after something unknown or later");
            }
            if (!known.add(operation.id())) {
                throw new IllegalArgumentException("two operations are called " + operation.id());
            }
        }
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** How many objects the plan changes in that way. */
    public long count(Change.Action action) {
        return changes.stream().filter(change -> change.action() == action).count();
    }
}
