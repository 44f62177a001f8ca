package io.werf.core.deploy;

import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.Operation;
import io.werf.core.track.RolloutTracker;
import io.werf.core.track.TrackSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs plans to their end, or until time, the user or the lock stops them. */
final class Runner {

    /** How long requests under way may take after a stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** For the deletion of what failed. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(60);

    private final KubeClient kube;
    private final EventSink events;
    private final Clock clock;
    private final TrackSettings tracking;

    Runner(KubeClient kube, EventSink events, Clock clock, TrackSettings tracking) {
        this.kube = kube;
        this.events = events;
        this.clock = clock;
        this.tracking = tracking;
    }

    /**
     * Runs a plan. When the thread is interrupted, the outcome's failure is a {@link DeployInterruptedException} and the
     * thread's flag is clear, so that the end can still be recorded.
     */
    PlanExecutor.Outcome run(DeployPlan plan, Duration timeout, ReleaseLock lock, Workers workers) {
        PlanExecutor.Outcome outcome = runOnce(plan, timeout, lock, workers);
        List<Operation> deletions = deletionsOfFailed(plan, outcome);
        if (deletions.isEmpty() || lock.lost().isDone()) {
            return outcome;
        }
        PlanExecutor.Outcome cleaned = runOnce(
                new DeployPlan(plan.release(), plan.namespace(), deletions, List.of(), 0), CLEAN_UP, lock, workers);
        cleaned.failure().ifPresent(late -> outcome.failure().ifPresent(first -> first.addSuppressed(late)));
        return outcome.with(cleaned);
    }

    /** What goes because it failed, by its delete policy; why it failed was collected before. */
    private static List<Operation> deletionsOfFailed(DeployPlan plan, PlanExecutor.Outcome outcome) {
        List<Operation> deletions = new ArrayList<>();
        for (Operation operation : plan.operations()) {
            if (operation instanceof Operation.Track track && outcome.failed().contains(track.id())) {
                track.deletionOnFailure()
                        .ifPresent(propagation -> deletions.add(new Operation.Delete(
                                "delete: " + track.resource().describe(plan.namespace()) + " (failed)",
                                Set.of(),
                                track.resource(),
                                propagation)));
            }
        }
        return deletions;
    }

    private PlanExecutor.Outcome runOnce(DeployPlan plan, Duration timeout, ReleaseLock lock, Workers workers) {
        try (RolloutTracker tracker = new RolloutTracker(kube, events, clock, tracking)) {
            workers.awaitAtEnd(tracker.ended());
            OperationRunner operations =
                    new OperationRunner(kube, tracker, workers.pool(), events, clock, plan.namespace());
            PlanExecutor executor = new PlanExecutor(plan, operations, workers.pool());
            CompletableFuture<PlanExecutor.Outcome> end = executor.start();
            var unused = lock.lost().thenAccept(executor::cancel);
            try {
                return inTime(end, timeout, tracker);
            } catch (TimeoutException e) {
                executor.cancel(new DeployTimeoutException(timeout, executor.unfinished(), operations.heldUp()));
            } catch (InterruptedException e) {
                executor.cancel(new DeployInterruptedException(plan.release()));
            }
            return ended(end, executor);
        }
    }

    /** When the time is over, what is not ready fails by itself first: that tells more than the name of the operation. */
    private static PlanExecutor.Outcome inTime(
            CompletableFuture<PlanExecutor.Outcome> end, Duration timeout, RolloutTracker tracker)
            throws TimeoutException, InterruptedException {
        try {
            return get(end, timeout);
        } catch (TimeoutException e) {
            if (!tracker.expire()) {
                throw e;
            }
            return get(end, GRACE);
        }
    }

    private static PlanExecutor.Outcome ended(CompletableFuture<PlanExecutor.Outcome> end, PlanExecutor executor) {
        try {
            return get(end, GRACE);
        } catch (TimeoutException e) {
            return executor.snapshot();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return executor.snapshot();
        }
    }

    private static PlanExecutor.Outcome get(CompletableFuture<PlanExecutor.Outcome> end, Duration timeout)
            throws TimeoutException, InterruptedException {
        try {
            return end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return new PlanExecutor.Outcome(List.of(), List.of(), List.of(), Optional.of(e));
        }
    }
}
