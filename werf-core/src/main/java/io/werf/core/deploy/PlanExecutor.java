package io.werf.core.deploy;

import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs one plan. A finished operation starts those that come after it at once; the first failure cancels the rest. Operations
 * are futures, so waiting ones hold no thread: rollouts never take the place of applies.
 */
final class PlanExecutor {

    /** How a run ended; ids of operations, sorted. */
    record Outcome(List<String> completed, List<String> canceled, List<String> failed, Optional<Throwable> failure) {

        /** The same with the failure told otherwise. */
        Outcome inTerms(UnaryOperator<Throwable> words) {
            return new Outcome(completed, canceled, failed, failure.map(words));
        }

        /** With what was done afterwards, which does not change how it ended. */
        Outcome with(Outcome later) {
            return new Outcome(
                    join(completed, later.completed()),
                    join(canceled, later.canceled()),
                    join(failed, later.failed()),
                    failure);
        }

        private static List<String> join(List<String> some, List<String> more) {
            return Stream.concat(some.stream(), more.stream()).sorted().toList();
        }
    }

    private final OperationRunner runner;
    private final Executor pool;
    private final DeployPlan plan;
    private final Map<String, List<Operation>> successors = new HashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    private final Set<String> completed = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();
    private @Nullable Throwable failure;

    /** @param pool only begins operations */
    PlanExecutor(DeployPlan plan, OperationRunner runner, Executor pool) {
        this.plan = plan;
        this.runner = runner;
        this.pool = pool;
    }

    /** Begins; call once. The future always completes normally, when nothing runs any more. */
    CompletableFuture<Outcome> start() {
        synchronized (this) {
            for (Operation operation : plan.operations()) {
                missing.put(operation.id(), operation.after().size());
                operation
                        .after()
                        .forEach(id -> successors
                                .computeIfAbsent(id, any -> new ArrayList<>())
                                .add(operation));
            }
            plan.operations().stream()
                    .filter(operation -> operation.after().isEmpty())
                    .forEach(this::begin);
        }
        finishIfIdle();
        return end;
    }

    /** Stops what waits and begins nothing new; requests under way come to their end. The first reason counts. */
    void cancel(Throwable reason) {
        synchronized (this) {
            if (failure == null) {
                failure = reason;
            }
        }
        runner.cancel();
        finishIfIdle();
    }

    /** Holds the lock. */
    private void begin(Operation operation) {
        running.add(operation.id());
        pool.execute(() -> run(operation));
    }

    private void run(Operation operation) {
        CompletableFuture<Void> work;
        try {
            work = operation.match(runner);
        } catch (RuntimeException e) {
            work = CompletableFuture.failedFuture(e);
        }
        var unused = work.whenComplete((nothing, error) -> ended(operation, error));
    }

    private void ended(Operation operation, @Nullable Throwable error) {
        boolean first = false;
        synchronized (this) {
            running.remove(operation.id());
            if (error == null) {
                completed.add(operation.id());
                if (failure == null) {
                    for (Operation next : successors.getOrDefault(operation.id(), List.of())) {
                        if (missing.merge(next.id(), -1, Integer::sum) == 0) {
                            begin(next);
                        }
                    }
                }
            } else {
                Throwable cause = OperationRunner.cause(error);
                if (!(cause instanceof CancellationException)) {
                    failed.add(operation.id());
                }
                if (failure == null) {
                    failure = cause;
                    first = true;
                }
            }
        }
        if (first) {
            runner.cancel();
        }
        finishIfIdle();
    }

    private void finishIfIdle() {
        synchronized (this) {
            if (!running.isEmpty()) {
                return;
            }
        }
        end.complete(snapshot());
    }

    /** What is done by now; the rest counts as canceled. */
    synchronized Outcome snapshot() {
        Set<String> canceled = new TreeSet<>(missing.keySet());
        canceled.removeAll(completed);
        canceled.removeAll(failed);
        return new Outcome(
                List.copyOf(completed), List.copyOf(canceled), List.copyOf(failed), Optional.ofNullable(failure));
    }

    /** Ids of what has begun and not ended, sorted. */
    synchronized List<String> unfinished() {
        return running.stream().sorted().toList();
    }
}
