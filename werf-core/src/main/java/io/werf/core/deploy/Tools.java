package io.werf.core.deploy;

import io.werf.core.deploy.PlanExecutor.Outcome;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.PlanText;
import io.werf.core.plan.Planner;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the commands of this room share: the cluster, the way to say things, and the steps that are the same in all of them.
 * Thread-safe.
 *
 * @param events called by one thread at a time
 * @param holder names this run in the lock
 * @param redaction takes secrets out of what is written into release records for people
 */
record Tools(
        KubeClient kube, EventSink events, Clock clock, Runner runner, String holder, UnaryOperator<String> redaction) {

    /** What a run holds while it writes. */
    record Run(Instant deadline, ReleaseLock lock, Workers workers) {}

    Instant deadline(Duration timeout) {
        return clock.instant().plus(timeout);
    }

    Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    ReleaseHistory history(String release, String namespace) {
        return new ReleaseHistory(kube, namespace, release, clock);
    }

    Records records(ReleaseHistory history) {
        return new Records(history, clock, redaction);
    }

    ReleaseLock lock(String release, String namespace, Instant deadline) {
        return ReleaseLock.acquire(kube, release, namespace, holder, left(deadline), clock, events);
    }

    Planner planner(Workers workers) {
        return new Planner(kube, workers.pool());
    }

    void announce(DeployPlan plan, PlanStyle style) {
        events.accept(PlanText.event(plan.changes(), plan.unchanged(), plan.namespace(), style));
    }

    Outcome execute(DeployPlan plan, Duration timeout, Run run) {
        return runner.run(plan, timeout, run.lock(), run.workers());
    }

    <T> T step(Event.Step step, Supplier<T> work) {
        Instant began = clock.instant();
        events.accept(new Event.StepStarted(step));
        try {
            return work.get();
        } finally {
            events.accept(new Event.StepFinished(step, Duration.between(began, clock.instant())));
        }
    }

    /**
     * Runs a command; an interrupt ends it as {@link DeployInterruptedException}, or as the failure of the release once
     * something was written, and the thread's flag is set again.
     */
    static <T> T command(String release, Supplier<T> command) {
        try {
            return command.get();
        } catch (ReleaseFailedException e) {
            // Not before records and lock are written: with the flag set their requests would fail.
            if (e.getCause() instanceof DeployInterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw e;
        } catch (CancellationException e) {
            throw new DeployInterruptedException(release);
        }
    }

    /** Records a failure; when that fails too, it is a suppressed error of the result. */
    static ReleaseFailedException failed(Records records, Release release, Outcome outcome) {
        Throwable cause = outcome.failure().orElseThrow();
        DeployReport report = DeployReport.of(release, DeployReport.Status.FAILED, outcome);
        ReleaseFailedException failure = ReleaseFailedException.failed(report, cause);
        if (cause instanceof LockLostException) {
            return failure; // the records are another run's now
        }
        try {
            records.fail(release, cause);
        } catch (WerfException notRecorded) {
            // The same trouble, often: a cluster that is away. It must not hide why the deploy failed.
            failure.addSuppressed(notRecorded);
        }
        return failure;
    }
}
