package io.werf.core.plan;

import io.werf.core.kube.ResourceId;
import io.werf.core.plan.NeededOrder.Pair;
import io.werf.core.plan.Operation.Await;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts decisions in order: what left the chart goes first; then stage by stage, and inside a stage as {@link StageOrder} says.
 * A stage begins when all of the one before is applied and ready.
 */
final class PlanGraph {

    private final DeployKind kind;
    private final boolean trackUnchanged;
    private final String namespace;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<ResourceId, String> awaits = new HashMap<>();
    private final Set<ResourceId> deployed = new HashSet<>();
    private Set<String> barrier = Set.of();

    /** @param namespace of the release */
    PlanGraph(DeployKind kind, boolean trackUnchanged, String namespace) {
        this.kind = kind;
        this.trackUnchanged = trackUnchanged;
        this.namespace = namespace;
    }

    List<Operation> operations() {
        return operations;
    }

    /** Each when what needs it, or shall go before it, is gone; CRDs and Namespaces last, since they take others with them. */
    void delete(List<Removals.Deletion> deletions) {
        Map<Integer, Set<Integer>> before = before(deletions);
        Map<Integer, String> ids = new LinkedHashMap<>();
        // As many rounds as there are objects, so that a cycle of annotations ends; what is left goes without order.
        for (int round = 0; round <= deletions.size() && ids.size() < deletions.size(); round++) {
            for (int place = 0; place < deletions.size(); place++) {
                Set<Integer> awaited = before.getOrDefault(place, Set.of());
                boolean last = round == deletions.size();
                if (!ids.containsKey(place) && (last || ids.keySet().containsAll(awaited))) {
                    Set<String> after = new HashSet<>(barrier);
                    awaited.forEach(other -> Optional.ofNullable(ids.get(other)).ifPresent(after::add));
                    Removals.Deletion deletion = deletions.get(place);
                    ids.put(
                            place,
                            delete(deletion.target().id(), deletion.policy().propagation(), after));
                }
            }
        }
        pass(new HashSet<>(ids.values()));
    }

    private Map<Integer, Set<Integer>> before(List<Removals.Deletion> deletions) {
        List<Target> targets = deletions.stream().map(Removals.Deletion::target).toList();
        Map<Integer, Set<Integer>> before = new HashMap<>();
        for (Pair pair : NeededOrder.of(targets)) {
            String needed = targets.get(pair.needed()).id().kind();
            if (needed.equals("ServiceAccount") || needed.endsWith("Role")) {
                before.computeIfAbsent(pair.needed(), any -> new HashSet<>()).add(pair.by());
            }
        }
        for (int place = 0; place < targets.size(); place++) {
            for (int other = 0; other < targets.size(); other++) {
                ResourceId id = targets.get(other).id();
                boolean first = isContainer(targets.get(place).id()) && !isContainer(id);
                boolean wanted = deletions.get(place).policy().deleteDependencies().stream()
                        .anyMatch(dependency -> dependency.matches(id, namespace));
                if (other != place && (first || wanted)) {
                    before.computeIfAbsent(place, any -> new HashSet<>()).add(other);
                }
            }
        }
        return before;
    }

    private static boolean isContainer(ResourceId id) {
        return Resource.isCrd(id) || (id.group().isEmpty() && id.kind().equals("Namespace"));
    }

    /** Deploys what belongs to those stages, one stage after the other. */
    void deploy(List<Decision> decisions, Set<Stage> stages) {
        for (Stage stage : Stage.values()) {
            if (stages.contains(stage)) {
                deployStage(
                        stage,
                        decisions.stream()
                                .filter(decision -> decision.target()
                                        .resource()
                                        .stages(kind)
                                        .contains(stage))
                                .toList());
            }
        }
    }

    /** Where the ends of one object's operations are. */
    private record Ends(Set<String> applied, Set<String> ready) {}

    private void deployStage(Stage stage, List<Decision> decisions) {
        List<Target> targets = decisions.stream().map(Decision::target).toList();
        StageOrder order = StageOrder.of(targets, stage != Stage.EARLY, namespace);
        List<Integer> places = order.places();
        Map<Integer, List<StageOrder.Edge>> edges = order.edgesByEnd();
        Set<Integer> awaited = new HashSet<>();
        edges.values()
                .forEach(group ->
                        group.stream().filter(StageOrder.Edge::ready).forEach(edge -> awaited.add(edge.before())));
        Map<Integer, Ends> ends = new HashMap<>();
        List<Set<String>> groupEnds = new ArrayList<>();
        List<Set<String>> collected = new ArrayList<>();
        for (int group = 0; group < order.groupCount(); group++) {
            groupEnds.add(Set.of());
            collected.add(new HashSet<>());
        }
        Set<String> all = new HashSet<>();
        for (int place : places) {
            if (place >= decisions.size()) {
                int group = place - decisions.size();
                Set<String> before = group == 0 ? barrier : groupEnds.get(group - 1);
                groupEnds.set(group, collected.get(group).isEmpty() ? before : Set.copyOf(collected.get(group)));
                continue;
            }
            int group = order.group(place);
            Set<String> before = group > 0 ? groupEnds.get(group - 1) : barrier;
            List<StageOrder.Edge> own = edges.getOrDefault(place, List.of());
            Ends end = deploy(decisions.get(place), before, needed(own, ends), awaited.contains(place));
            ends.put(place, end);
            if (group >= 0) {
                collected.get(group).addAll(end.ready());
            }
            all.addAll(end.ready());
        }
        pass(all);
        cleanUp(decisions);
    }

    private static Set<String> needed(List<StageOrder.Edge> edges, Map<Integer, Ends> ends) {
        Set<String> needed = new HashSet<>();
        for (StageOrder.Edge edge : edges) {
            Ends before = ends.getOrDefault(edge.before(), new Ends(Set.of(), Set.of()));
            needed.addAll(edge.ready() ? before.ready() : before.applied());
        }
        return needed;
    }

    /**
     * One object.
     *
     * @param before what is done before its weight begins
     * @param needed the ends of what it waits for itself
     * @param awaited whether another object waits until this one is ready
     */
    private Ends deploy(Decision decision, Set<String> before, Set<String> needed, boolean awaited) {
        ResourceId id = decision.target().id();
        Resource resource = decision.target().resource();
        boolean again = !deployed.add(id);
        Set<String> after = join(before, needed);
        Optional<String> applied = apply(decision, again, after);
        Set<String> now = applied.map(Set::of).orElse(needed); // what changes nothing hands on what it waited for
        if (resource.isCrd()) {
            if (applied.isEmpty()) {
                return new Ends(now, now);
            }
            String established = id("establish", id);
            operations.add(new Establish(established, now, id));
            return new Ends(Set.of(established), Set.of(established));
        }
        boolean goes = resource.policy().deletePolicies().contains(DeletePolicy.SUCCEEDED);
        boolean exists = applied.isPresent() || decision.live().isPresent();
        if (!resource.policy().tracked() || !exists || !(applied.isPresent() || trackUnchanged || awaited || goes)) {
            return new Ends(now, now);
        }
        String ready = id("track readiness", id);
        operations.add(new Track(
                ready,
                applied.map(Set::of).orElse(after),
                applied.isPresent() ? decision.object() : decision.live().orElse(decision.object()),
                Optional.of(resource.location()),
                resource.policy().deletePolicies().contains(DeletePolicy.FAILED)
                        ? Optional.of(resource.policy().propagation())
                        : Optional.empty()));
        return new Ends(now, Set.of(ready));
    }

    private static Set<String> join(Set<String> before, Set<String> needed) {
        if (needed.isEmpty()) {
            return before;
        }
        Set<String> all = new HashSet<>(before);
        all.addAll(needed);
        return all;
    }

    private Optional<String> apply(Decision decision, boolean again, Set<String> after) {
        Resource source = decision.target().resource();
        if (again) { // a hook for before and after
            return runAgain(decision, after);
        }
        return decision.change().map(change -> switch (change.action()) {
            case CREATE -> create(decision, after);
            case RECREATE -> recreate(decision, after);
            default -> {
                String id = id("update", decision.target().id());
                operations.add(new Update(
                        id, awaiting(decision, after), decision.object(), source.location(), decision.takeover()));
                yield id;
            }
        });
    }

    private Optional<String> runAgain(Decision decision, Set<String> after) {
        Set<DeletePolicy> policies = decision.target().resource().policy().deletePolicies();
        if (policies.contains(DeletePolicy.BEFORE_CREATION)) {
            return Optional.of(recreate(decision, after));
        }
        // The first run was deleted when its stage had succeeded.
        return policies.contains(DeletePolicy.SUCCEEDED) ? Optional.of(create(decision, after)) : Optional.empty();
    }

    private String create(Decision decision, Set<String> after) {
        String id = id("create", decision.target().id());
        operations.add(new Create(
                id,
                awaiting(decision, after),
                decision.object(),
                decision.target().resource().location()));
        return id;
    }

    private String recreate(Decision decision, Set<String> after) {
        Resource source = decision.target().resource();
        String id = id("recreate", decision.target().id());
        operations.add(new Recreate(
                id,
                awaiting(decision, after),
                decision.object(),
                source.location(),
                source.policy().propagation()));
        return id;
    }

    /** With the waits for objects outside of the release, of which each is waited for once, from the beginning. */
    private Set<String> awaiting(Decision decision, Set<String> after) {
        Set<String> ids = new HashSet<>();
        for (ResourceId external : decision.target().external()) {
            ids.add(awaits.computeIfAbsent(Target.key(external), key -> {
                String id = id("track presence", external);
                operations.add(new Await(id, Set.of(), external));
                return id;
            }));
        }
        return join(after, ids);
    }

    /** What is to go when its stage has succeeded. */
    private void cleanUp(List<Decision> decisions) {
        Set<String> ids = new HashSet<>();
        for (Decision decision : decisions) {
            Policy policy = decision.target().resource().policy();
            if (policy.deletePolicies().contains(DeletePolicy.SUCCEEDED)) {
                ids.add(delete(decision.target().id(), policy.propagation(), barrier));
            }
        }
        pass(ids);
    }

    private String delete(ResourceId resource, String propagation, Set<String> after) {
        String id = id("delete", resource);
        operations.add(new Delete(id, after, resource, propagation));
        return id;
    }

    private void pass(Set<String> ids) {
        if (!ids.isEmpty()) {
            barrier = Set.copyOf(ids);
        }
    }

    /** Second runs of a hook need ids of their own. */
    private String id(String action, ResourceId resource) {
        String id = action + ": " + resource.describe(namespace);
        Integer before = uses.merge(id, 1, Integer::sum);
        return before == 1 ? id : id + " (iteration=" + (before - 1) + ")";
    }
}
