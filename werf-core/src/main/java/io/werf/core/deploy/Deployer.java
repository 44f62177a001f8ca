package io.werf.core.deploy;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.deploy.PlanExecutor.Outcome;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.LiveObjects;
import io.werf.core.plan.PlanSpec;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.PlanText;
import io.werf.core.plan.PlanTree;
import io.werf.core.plan.Planner;
import io.werf.core.plan.Resources;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseVersion;
import io.werf.core.track.TrackSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Brings releases to the state of their charts, and removes them. One run at a time per release, guarded by a lock that
 * expires; a run that has nothing to do writes nothing, not even the lock. Thread-safe.
 */
public final class Deployer {

    private final KubeClient kube;
    private final EventSink events;
    private final Clock clock;
    private final Runner runner;
    private final String holder;
    private final UnaryOperator<String> redaction;

    /**
     * @param kube stays the caller's to close
     * @param events called by one thread at a time
     * @param holder names this run to those that find its lock: host and process
     * @param redaction takes secrets out of what is written into release records for people
     */
    public Deployer(
            KubeClient kube,
            EventSink events,
            Clock clock,
            TrackSettings tracking,
            String holder,
            UnaryOperator<String> redaction) {
        this.kube = kube;
        this.events = oneAtATime(events);
        this.clock = clock;
        this.runner = new Runner(kube, this.events, clock, tracking);
        this.holder = holder;
        this.redaction = redaction;
    }

    private static EventSink oneAtATime(EventSink events) {
        Object lock = new Object();
        return event -> {
            synchronized (lock) {
                events.accept(event);
            }
        };
    }

    /** What {@link #converge} would do, in the usual style. */
    public DeployPlan plan(DeployRequest request) {
        return plan(request, PlanStyle.DEFAULT);
    }

    /**
     * What {@link #converge} would do. Writes nothing.
     *
     * @param style of the diffs in the event {@link Event.PlanMade}
     * @throws DeployInterruptedException if the thread was interrupted; its flag is set again
     */
    public DeployPlan plan(DeployRequest request, PlanStyle style) {
        try (Workers workers = new Workers()) {
            return prepare(request, workers, style).plan();
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    /** Like {@link #plan}, with all that it takes to {@link #apply} the plan later. */
    public PlanDraft draft(DeployRequest request, PlanStyle style) {
        try (Workers workers = new Workers()) {
            Preparation prepared = prepare(request, workers, style);
            return new PlanDraft(
                    prepared.plan(),
                    new SavedPlan(
                            clock.instant(),
                            PlanGuard.cluster(kube),
                            kube.server(),
                            request.release(),
                            request.namespace(),
                            prepared.revisions(),
                            request.annotations(),
                            List.of(),
                            prepared.manifest(),
                            PlanTree.of(prepared.plan())));
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    /**
     * Carries a saved plan out, exactly.
     *
     * @param request with the plan's names, annotations and manifest
     * @param lifetime how old the plan may be
     * @throws PlanOutdatedException if the release, an object or the cluster is not what the plan was made for; nothing is
     *     written then
     */
    public DeployReport apply(SavedPlan plan, DeployRequest request, Duration lifetime) {
        PlanGuard guard = new PlanGuard(plan);
        guard.checkBefore(kube, clock.instant(), lifetime);
        return converge(request, guard::check, () -> {});
    }

    /** {@link #converge(DeployRequest, Runnable)} with nothing to do before it writes. */
    public DeployReport converge(DeployRequest request) {
        return converge(request, () -> {});
    }

    /**
     * Deploys.
     *
     * @param beforeWriting called once before the first write to the cluster, and not at all when nothing is to be written
     * @throws ReleaseFailedException if it failed after it had begun to write; the revision is marked failed then, and rolled
     *     back if the request says so
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     * @throws LockTimeoutException if another run was changing the release all the time
     */
    public DeployReport converge(DeployRequest request, Runnable beforeWriting) {
        return converge(request, prepared -> {}, beforeWriting);
    }

    /** @param guard may refuse what was prepared, before anything is written */
    private DeployReport converge(DeployRequest request, Consumer<Preparation> guard, Runnable beforeWriting) {
        Instant deadline = clock.instant().plus(request.timeout());
        try (Workers workers = new Workers()) {
            Preparation prepared = prepare(request, workers, PlanStyle.DEFAULT);
            guard.accept(prepared);
            if (prepared.nothingToDo()) {
                return skipped(request, prepared);
            }
            history(request).requireFits(records(request).preparing(request, prepared));
            beforeWriting.run();
            if (request.createNamespace() && prepared.revisions().isEmpty()) {
                TargetNamespace.ensure(kube, request.namespace(), left(deadline), events);
            }
            try (ReleaseLock lock = lock(request.release(), request.namespace(), deadline)) {
                if (!prepared.isStill(history(request).revisions())) {
                    prepared = prepare(request, workers, PlanStyle.DEFAULT);
                    guard.accept(prepared);
                    if (prepared.nothingToDo()) {
                        return skipped(request, prepared);
                    }
                }
                return deploy(request, prepared, new Run(deadline, lock, workers));
            }
        } catch (ReleaseFailedException e) {
            throw interruptedAgain(e);
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    /** What a run holds while it writes. */
    private record Run(Instant deadline, ReleaseLock lock, Workers workers) {}

    private ReleaseHistory history(DeployRequest request) {
        return new ReleaseHistory(kube, request.namespace(), request.release(), clock);
    }

    private Records records(DeployRequest request) {
        return new Records(history(request), clock, redaction);
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    private Preparation prepare(DeployRequest request, Workers workers, PlanStyle style) {
        return step(Event.Step.PLAN, () -> {
            Preparation prepared =
                    Preparation.prepare(request, history(request), new Planner(kube, workers.pool()), events);
            events.accept(planned(prepared.plan(), style));
            return prepared;
        });
    }

    private static Event planned(DeployPlan plan) {
        return planned(plan, PlanStyle.DEFAULT);
    }

    private static Event planned(DeployPlan plan, PlanStyle style) {
        return PlanText.event(plan.changes(), plan.unchanged(), plan.namespace(), style);
    }

    private static DeployReport skipped(DeployRequest request, Preparation prepared) {
        return DeployReport.skipped(request.release(), request.namespace(), prepared.revision() - 1);
    }

    private ReleaseLock lock(String release, String namespace, Instant deadline) {
        return ReleaseLock.acquire(kube, release, namespace, holder, left(deadline), clock, events);
    }

    private DeployReport deploy(DeployRequest request, Preparation prepared, Run run) {
        Records records = records(request);
        Release release = records.preparing(request, prepared);
        records.begin(release, prepared.revisions());
        Outcome outcome = step(Event.Step.DEPLOY, () -> execute(prepared.plan(), left(run.deadline()), run))
                .inTerms(cause ->
                        cause instanceof DeployFailedException refused ? refused.in(prepared.resources()) : cause);
        if (outcome.failure().isPresent()) {
            throw fail(request, prepared, release, outcome, run);
        }
        run.lock().requireHeld();
        String description = prepared.kind() == DeployKind.INSTALL ? "Install complete" : "Upgrade complete";
        step(Event.Step.RELEASE, () -> {
            records.succeed(release, description, request.historyLimit());
            return release;
        });
        return report(release, Status.DEPLOYED, outcome);
    }

    private Outcome execute(DeployPlan plan, Duration timeout, Run run) {
        return runner.run(plan, timeout, run.lock(), run.workers());
    }

    private static DeployReport report(Release release, Status status, Outcome outcome) {
        return DeployReport.of(release.name(), release.namespace(), release.revision(), status, outcome);
    }

    private ReleaseFailedException fail(
            DeployRequest request, Preparation prepared, Release release, Outcome outcome, Run run) {
        Throwable cause = outcome.failure().orElseThrow();
        ReleaseFailedException failure = failed(records(request), release, outcome);
        boolean recorded = failure.getSuppressed().length == 0;
        boolean rollBack = request.autoRollback()
                && prepared.lastDeployed().isPresent()
                && recorded
                && !(cause instanceof LockLostException || cause instanceof DeployInterruptedException);
        return rollBack ? rollBack(request, prepared, failure.report(), cause, run) : failure;
    }

    /** Records a failure; when that fails too, it is a suppressed error of the result. */
    private static ReleaseFailedException failed(Records records, Release release, Outcome outcome) {
        Throwable cause = outcome.failure().orElseThrow();
        ReleaseFailedException failure = ReleaseFailedException.failed(report(release, Status.FAILED, outcome), cause);
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

    /** Not before records and lock are written: with the flag set their requests would fail. */
    private static ReleaseFailedException interruptedAgain(ReleaseFailedException failure) {
        if (failure.getCause() instanceof DeployInterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure;
    }

    private ReleaseFailedException rollBack(
            DeployRequest request, Preparation prepared, DeployReport report, Throwable cause, Run run) {
        Instant began = clock.instant();
        int target = prepared.lastDeployed().orElseThrow();
        Optional<Throwable> failure;
        try {
            failure = step(Event.Step.ROLLBACK, () -> rollBackTo(target, request, prepared, run));
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        if (failure.isPresent()) {
            return ReleaseFailedException.rollbackFailed(report, target, failure.get(), cause);
        }
        Duration took = Duration.between(began, clock.instant());
        events.accept(new Event.RolledBack(request.release(), target, took));
        return ReleaseFailedException.rolledBack(report, target, took, cause);
    }

    private Optional<Throwable> rollBackTo(int target, DeployRequest request, Preparation prepared, Run run) {
        Records records = records(request);
        Release earlier = history(request).load(target);
        DeployPlan plan = new Planner(kube, run.workers().pool())
                .plan(RollbackPreparation.spec(
                        earlier, prepared.resources(), request.annotations(), true, request.forceAdoption()));
        Release release = records.repeating(earlier, prepared.revision() + 1);
        records.begin(release, List.of());
        Outcome outcome = execute(plan, request.timeout(), run);
        outcome.failure()
                .ifPresentOrElse(
                        cause -> records.fail(release, cause),
                        () -> records.succeed(release, "Rollback to " + target, request.historyLimit()));
        return outcome.failure();
    }

    /**
     * Brings an earlier revision back, as a new revision. Writes nothing when that one runs already.
     *
     * @throws io.werf.core.release.ReleaseNotFoundException if there is no such release
     * @throws io.werf.core.release.RevisionNotFoundException if it has no such revision
     * @throws ReleaseFailedException if it failed after it had begun to write
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     */
    public DeployReport rollback(RollbackRequest request) {
        Instant deadline = clock.instant().plus(request.timeout());
        ReleaseHistory history = new ReleaseHistory(kube, request.namespace(), request.release(), clock);
        try (Workers workers = new Workers()) {
            RollbackPreparation prepared = prepare(request, history, workers);
            if (prepared.nothingToDo()) {
                return DeployReport.skipped(request.release(), request.namespace(), prepared.revision() - 1);
            }
            try (ReleaseLock lock = lock(request.release(), request.namespace(), deadline)) {
                if (!prepared.isStill(history.revisions())) {
                    prepared = prepare(request, history, workers);
                }
                return rollBack(
                        request, prepared, new Records(history, clock, redaction), new Run(deadline, lock, workers));
            }
        } catch (ReleaseFailedException e) {
            throw interruptedAgain(e);
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    /**
     * The objects of a revision as they are now, in the order of its manifest; empty ones do not exist.
     *
     * @throws DeployInterruptedException if the thread was interrupted; its flag is set again
     */
    public Map<ResourceId, Optional<KubeObject>> objects(Release release) {
        try (Workers workers = new Workers()) {
            return LiveObjects.read(
                    kube, workers.pool(), release.namespace(), Resources.readStored(release.manifest()));
        } catch (CancellationException e) {
            throw new DeployInterruptedException(release.name());
        }
    }

    private RollbackPreparation prepare(RollbackRequest request, ReleaseHistory history, Workers workers) {
        return step(Event.Step.PLAN, () -> {
            RollbackPreparation prepared =
                    RollbackPreparation.prepare(request, history, new Planner(kube, workers.pool()));
            events.accept(planned(prepared.plan()));
            return prepared;
        });
    }

    private DeployReport rollBack(RollbackRequest request, RollbackPreparation prepared, Records records, Run run) {
        int target = prepared.target().revision();
        Release release = records.repeating(prepared.target(), prepared.revision());
        records.begin(release, prepared.revisions());
        Outcome outcome = step(Event.Step.ROLLBACK, () -> execute(prepared.plan(), left(run.deadline()), run));
        if (outcome.failure().isPresent()) {
            throw failed(records, release, outcome);
        }
        run.lock().requireHeld();
        records.succeed(release, "Rollback to " + target, request.historyLimit());
        return report(release, Status.DEPLOYED, outcome);
    }

    /**
     * Removes a release: its hooks before, its objects, its hooks after, its records. A release that does not exist is no error.
     *
     * @param withNamespace whether its namespace is removed at last, with all that others have in it
     * @throws ReleaseFailedException if objects could not be removed; the next run goes on from there
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     */
    public DeployReport dismiss(String release, String namespace, boolean withNamespace, Duration timeout) {
        Instant deadline = clock.instant().plus(timeout);
        DeployReport report = dismiss(release, namespace, deadline);
        if (!withNamespace) {
            return report;
        }
        try {
            return TargetNamespace.remove(kube, namespace, left(deadline), events)
                    ? report.withCompleted("delete: Namespace/" + namespace)
                    : report;
        } catch (CancellationException e) {
            throw new DeployInterruptedException(release);
        }
    }

    private DeployReport dismiss(String release, String namespace, Instant deadline) {
        ReleaseHistory history = new ReleaseHistory(kube, namespace, release, clock);
        if (history.revisions().isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        try (Workers workers = new Workers();
                ReleaseLock lock = lock(release, namespace, deadline)) {
            Run run = new Run(deadline, lock, workers);
            return step(Event.Step.DISMISS, () -> dismiss(release, namespace, history, run));
        } catch (ReleaseFailedException e) {
            throw interruptedAgain(e);
        } catch (CancellationException e) {
            throw new DeployInterruptedException(release);
        }
    }

    private DeployReport dismiss(String release, String namespace, ReleaseHistory history, Run run) {
        List<ReleaseVersion> revisions = history.revisions();
        if (revisions.isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        int last = revisions.get(revisions.size() - 1).revision();
        List<Release> earlier = Preparation.earlier(
                revisions, ReleaseHistory.lastDeployed(revisions).map(ReleaseVersion::revision), history);
        DeployPlan plan = new Planner(kube, run.workers().pool())
                .planDismissal(new PlanSpec(
                        release,
                        namespace,
                        earlier.isEmpty() ? List.of() : Preparation.everything(earlier.get(earlier.size() - 1)),
                        Preparation.objects(earlier),
                        DeployKind.UNINSTALL,
                        Map.of(),
                        false,
                        false));
        events.accept(planned(plan));
        Records records = new Records(history, clock, redaction);
        records.beginDismissal(last);
        Outcome outcome = execute(plan, left(run.deadline()), run);
        if (outcome.failure().isPresent()) {
            throw ReleaseFailedException.failed(
                    DeployReport.of(release, namespace, last, Status.FAILED, outcome),
                    outcome.failure().get());
        }
        run.lock().requireHeld();
        records.forget(revisions);
        return DeployReport.of(release, namespace, last, Status.DEPLOYED, outcome);
    }

    private <T> T step(Event.Step step, Supplier<T> work) {
        Instant began = clock.instant();
        events.accept(new Event.StepStarted(step));
        try {
            return work.get();
        } finally {
            events.accept(new Event.StepFinished(step, Duration.between(began, clock.instant())));
        }
    }
}
