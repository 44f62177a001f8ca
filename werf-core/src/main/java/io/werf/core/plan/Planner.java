package io.werf.core.plan;

import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Removals.Deletion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Compares what should be with what is. Writes nothing: reads, and dry runs where reading does not tell. Thread-safe.
 */
public final class Planner {

    private final KubeClient kube;
    private final Executor pool;

    /** @param pool runs the requests; its size bounds how many go at once */
    public Planner(KubeClient kube, Executor pool) {
        this.kube = kube;
        this.pool = pool;
    }

    /**
     * Asks the cluster for the kinds of resources now, so that {@link #plan} need not.
     *
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public void learnKinds(List<Resource> resources) {
        new Targets(kube, pool, "").learn(resources);
    }

    /**
     * The plan that brings the desired objects and removes those of earlier revisions that are not desired any more.
     *
     * @throws OwnershipException if objects belong to someone else and may not be taken over
     * @throws ImmutableFieldException if a change is impossible without a re-creation that nothing allows
     * @throws ObjectRefusedException if the server would refuse an object
     * @throws ResourceException if a kind is unknown
     * @throws io.werf.core.error.SeveralProblemsException if more than one of these is wrong
     * @throws DependencyCycleException if objects wait for each other
     * @throws java.util.concurrent.CancellationException if the thread was interrupted
     */
    public DeployPlan plan(PlanSpec request) {
        Targets targets = new Targets(kube, pool, request.namespace());
        List<Target> desired = targets.ofDesired(request.desired().stream()
                .filter(resource -> !resource.stages(request.kind()).isEmpty())
                .toList());
        List<Target> previous = targets.ofPrevious(request.previous());
        Set<ResourceId> kept = new HashSet<>();
        // A hook of another event is not deployed now, but it has not left the chart either.
        targets.ofPrevious(request.desired()).forEach(target -> kept.add(target.key()));
        desired.forEach(target -> kept.add(target.key()));
        Set<ResourceId> expected = new HashSet<>();
        previous.forEach(target -> expected.add(target.key()));
        List<Target> leaving =
                previous.stream().filter(target -> !kept.contains(target.key())).toList();
        Set<Target> all = new LinkedHashSet<>(desired);
        all.addAll(leaving);
        LiveState state = LiveState.read(kube, pool, all, expected);

        Ownership ownership = new Ownership(request.release(), request.namespace());
        if (!request.forceAdoption()) {
            refuseForeign(request, ownership, desired, state);
        }
        List<Decision> decisions = new Decider(kube, pool, request, state).decide(desired);
        return graph(request, new Removals(ownership, state).of(leaving, desired), decisions);
    }

    /**
     * The plan that removes a release.
     *
     * @param request its desired objects are those of which some are deployed for the removal, hooks usually; its previous ones
     *     are removed
     * @throws DependencyCycleException and the others of {@link #plan}
     */
    public DismissalPlan planDismissal(PlanSpec request) {
        Targets targets = new Targets(kube, pool, request.namespace());
        Map<Boolean, List<Resource>> desired = request.desired().stream()
                .collect(Collectors.partitioningBy(
                        resource -> !resource.stages(DeployKind.UNINSTALL).isEmpty()));
        List<Target> run = targets.ofDesired(desired.getOrDefault(true, List.of()));
        List<Target> leaving = targets.ofPrevious(request.previous());
        List<Target> otherHooks = targets.ofPrevious(desired.getOrDefault(false, List.of()).stream()
                .filter(resource -> resource.policy().isHook())
                .toList());
        Set<ResourceId> expected = new HashSet<>();
        leaving.forEach(target -> expected.add(target.key()));
        Set<Target> all = new LinkedHashSet<>(run);
        all.addAll(leaving);
        all.addAll(otherHooks);
        LiveState state = LiveState.read(kube, pool, all, expected);
        Removals removals = new Removals(new Ownership(request.release(), request.namespace()), state);
        List<Decision> decisions = new Decider(kube, pool, request, state).decide(run);
        List<Deletion> deletions = removals.of(leaving, List.of());
        PlanGraph graph = new PlanGraph(DeployKind.UNINSTALL, false, request.namespace());
        graph.deploy(decisions, EnumSet.of(Stage.EARLY, Stage.PRE, Stage.MAIN));
        graph.delete(deletions);
        graph.deploy(decisions, EnumSet.of(Stage.POST));
        return new DismissalPlan(
                plan(request, graph, decisions, deletions), removals.leftovers(leaving, run, otherHooks, kube));
    }

    private static DeployPlan graph(PlanSpec request, List<Deletion> deletions, List<Decision> decisions) {
        PlanGraph graph = new PlanGraph(request.kind(), request.trackUnchanged(), request.namespace());
        graph.delete(deletions);
        graph.deploy(decisions, EnumSet.allOf(Stage.class));
        return plan(request, graph, decisions, deletions);
    }

    private static DeployPlan plan(
            PlanSpec request, PlanGraph graph, List<Decision> decisions, List<Deletion> deletions) {
        List<Change> changes = new ArrayList<>();
        decisions.forEach(decision -> decision.change().ifPresent(changes::add));
        int unchanged = decisions.size() - changes.size();
        deletions.forEach(deletion -> changes.add(deletion.change()));
        return new DeployPlan(request.release(), request.namespace(), graph.operations(), changes, unchanged);
    }

    private static void refuseForeign(PlanSpec request, Ownership ownership, List<Target> desired, LiveState state) {
        List<String> conflicts = new ArrayList<>();
        for (Target target : desired) {
            Optional<KubeObject> live = target.in(state);
            if (live.isPresent() && target.resource().policy().owned() && !ownership.owns(live.get())) {
                conflicts.add(
                        target.id().describe(request.namespace()) + ": it belongs to " + Ownership.owner(live.get())
                                + " (defined at " + target.resource().location() + ")");
            }
        }
        if (!conflicts.isEmpty()) {
            throw new OwnershipException(request.release() + " in namespace " + request.namespace(), conflicts);
        }
    }
}
