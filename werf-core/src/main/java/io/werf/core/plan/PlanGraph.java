package io.werf.core.plan;

import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Operation.Create;
import io.werf.core.plan.Operation.Delete;
import io.werf.core.plan.Operation.Establish;
import io.werf.core.plan.Operation.Recreate;
import io.werf.core.plan.Operation.Track;
import io.werf.core.plan.Operation.Update;
import io.werf.core.plan.Policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts decisions in order: what left the chart goes first; then stage by stage, inside a stage weight by weight, inside a
 * weight everything at once. The next group begins when all of this one is applied and ready.
 */
final class PlanGraph {

    private final DeployKind kind;
    private final boolean trackUnchanged;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private Set<String> barrier = Set.of();

    PlanGraph(DeployKind kind, boolean trackUnchanged) {
        this.kind = kind;
        this.trackUnchanged = trackUnchanged;
    }

    List<Operation> operations() {
        return operations;
    }

    /** All at once. */
    void delete(List<Planner.Deletion> deletions) {
        Set<String> ids = new HashSet<>();
        deletions.forEach(deletion -> ids.add(delete(deletion.id(), deletion.propagation())));
        pass(ids);
    }

    /** The objects of a whole release: CRDs and Namespaces last, since they take others with them. */
    void deleteApplication(List<Planner.Deletion> deletions) {
        delete(deletions.stream()
                .filter(deletion -> !isContainer(deletion.id()))
                .toList());
        delete(deletions.stream().filter(deletion -> isContainer(deletion.id())).toList());
    }

    private static boolean isContainer(ResourceId id) {
        return Resource.isCrd(id) || (id.group().isEmpty() && id.kind().equals("Namespace"));
    }

    void deploy(List<Decision> decisions) {
        Set<ResourceId> deployed = new HashSet<>();
        for (Stage stage : Stage.values()) {
            Map<Integer, List<Decision>> groups = new TreeMap<>();
            for (Decision decision : decisions) {
                Resource resource = decision.target().resource();
                if (resource.stages(kind).contains(stage)) {
                    int weight = stage == Stage.EARLY ? 0 : resource.policy().weight();
                    groups.computeIfAbsent(weight, w -> new ArrayList<>()).add(decision);
                }
            }
            groups.values().forEach(group -> deployGroup(group, deployed));
            cleanUp(groups);
        }
    }

    private void deployGroup(List<Decision> group, Set<ResourceId> deployed) {
        Set<String> ends = new HashSet<>();
        for (Decision decision : group) {
            boolean again = !deployed.add(decision.target().id());
            Optional<String> applied = apply(decision, again);
            applied.ifPresent(ends::add);
            Set<String> before = applied.map(Set::of).orElse(barrier);
            if (decision.target().resource().isCrd() && applied.isPresent()) {
                String id = id("establish", decision.target().id());
                operations.add(new Establish(id, before, decision.target().id()));
                ends.add(id);
            } else if (isTracked(decision) && (applied.isPresent() || trackUnchanged)) {
                String id = id("track readiness", decision.target().id());
                operations.add(new Track(
                        id,
                        before,
                        applied.isPresent()
                                ? decision.object()
                                : decision.live().orElse(decision.object()),
                        Optional.of(decision.target().resource().location())));
                ends.add(id);
            }
        }
        pass(ends);
    }

    private Optional<String> apply(Decision decision, boolean again) {
        ResourceId resource = decision.target().id();
        Resource source = decision.target().resource();
        if (again) { // a hook for before and after
            return source.policy().deletePolicies().contains(DeletePolicy.BEFORE_CREATION)
                    ? Optional.of(recreate(decision))
                    : Optional.empty();
        }
        return decision.change().map(change -> switch (change.action()) {
            case CREATE -> {
                String id = id("create", resource);
                operations.add(new Create(id, barrier, decision.object(), source.location()));
                yield id;
            }
            case RECREATE -> recreate(decision);
            default -> {
                String id = id("update", resource);
                operations.add(new Update(id, barrier, decision.object(), source.location()));
                yield id;
            }
        });
    }

    private String recreate(Decision decision) {
        Resource source = decision.target().resource();
        String id = id("recreate", decision.target().id());
        operations.add(new Recreate(
                id,
                barrier,
                decision.object(),
                source.location(),
                source.policy().propagation()));
        return id;
    }

    /** What is to go when its stage has succeeded. */
    private void cleanUp(Map<Integer, List<Decision>> groups) {
        Set<String> ids = new HashSet<>();
        groups.values()
                .forEach(group -> group.stream()
                        .filter(decision -> decision.target()
                                .resource()
                                .policy()
                                .deletePolicies()
                                .contains(DeletePolicy.SUCCEEDED))
                        .forEach(decision -> ids.add(delete(
                                decision.target().id(),
                                decision.target().resource().policy().propagation()))));
        pass(ids);
    }

    private String delete(ResourceId resource, String propagation) {
        String id = id("delete", resource);
        operations.add(new Delete(id, barrier, resource, propagation));
        return id;
    }

    private void pass(Set<String> ids) {
        if (!ids.isEmpty()) {
            barrier = Set.copyOf(ids);
        }
    }

    private static boolean isTracked(Decision decision) {
        Resource resource = decision.target().resource();
        return resource.policy().tracked() && !resource.isCrd();
    }

    /** Objects of the same name in two namespaces, and second runs of a hook, need ids of their own. */
    private String id(String action, ResourceId resource) {
        String id = action + ": " + resource;
        Integer before = uses.merge(id, 1, Integer::sum);
        return before == 1 ? id : id + " (iteration=" + (before - 1) + ")";
    }
}
