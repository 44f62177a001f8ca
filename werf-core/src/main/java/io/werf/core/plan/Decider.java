package io.werf.core.plan;

import io.werf.core.error.Problems;
import io.werf.core.kube.KubeClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Decides what happens to the desired objects of a plan, side by side, and tells all that is wrong with them at once. */
final class Decider {

    /** Where nothing lives nothing can be lost: of a bigger install the applies themselves tell what is wrong, in half the time. */
    private static final int MOST_TRIED_OF_AN_INSTALL = 100;

    private final KubeClient kube;
    private final Executor pool;
    private final PlanSpec request;
    private final LiveState state;

    Decider(KubeClient kube, Executor pool, PlanSpec request, LiveState state) {
        this.kube = kube;
        this.pool = pool;
        this.request = request;
        this.state = state;
    }

    /** CRDs come first: what is wrong with objects of theirs cannot be known before they have changed. */
    List<Decision> decide(List<Target> desired) {
        long fresh =
                desired.stream().filter(target -> target.in(state).isEmpty()).count();
        boolean triesNew = !request.previous().isEmpty() || fresh <= MOST_TRIED_OF_AN_INSTALL;
        Scaling scaling = Scaling.of(desired);
        Problems problems = new Problems();
        List<Decision> decisions = new ArrayList<>(decide(
                desired.stream().filter(target -> target.resource().isCrd()).toList(),
                comparison(scaling, triesNew, List.of()),
                problems));
        List<Resource> renewed = decisions.stream()
                .filter(decision -> decision.change().isPresent())
                .map(decision -> decision.target().resource())
                .toList();
        decisions.addAll(decide(
                desired.stream().filter(target -> !target.resource().isCrd()).toList(),
                comparison(scaling, triesNew, renewed),
                problems));
        problems.throwIfAny();
        return decisions;
    }

    private Comparison comparison(Scaling scaling, boolean triesNew, List<Resource> renewed) {
        return new Comparison(
                kube,
                new Ownership(request.release(), request.namespace()),
                request.annotations(),
                scaling,
                new CreationTrial(kube, triesNew, renewed));
    }

    private List<Decision> decide(List<Target> targets, Comparison comparison, Problems problems) {
        return Parallel.map(pool, targets, target -> comparison.decide(target, state), problems);
    }
}
