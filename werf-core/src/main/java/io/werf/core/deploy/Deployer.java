package io.werf.core.deploy;

import io.werf.core.deploy.ReleaseBook.Content;
import io.werf.core.deploy.ReleaseBook.Revision;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Change;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanRequest;
import io.werf.core.plan.PlanText;
import io.werf.core.plan.Planner;
import io.werf.core.plan.Resources;
import io.werf.core.track.TrackSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Brings releases to the state of their charts, and removes them. One run at a time per release, guarded by a lock that
 * expires; a run that has nothing to do writes nothing, not even the lock. May be used by several threads for different
 * releases.
 */
public final class Deployer {

    private final KubeClient kube;
    private final ReleaseBooks books;
    private final EventSink events;
    private final Clock clock;
    private final Runner runner;
    private final String holder;

    /**
     * @param events called by one thread at a time
     * @param holder names this run in the lock, unlike any other run
     */
    Deployer(
            KubeClient kube, ReleaseBooks books, EventSink events, Clock clock, TrackSettings tracking, String holder) {
        this.kube = kube;
        this.books = books;
        this.events = oneAtATime(events);
        this.clock = clock;
        this.runner = new Runner(kube, this.events, clock, tracking);
        this.holder = holder;
    }

    private static EventSink oneAtATime(EventSink events) {
        Object lock = new Object();
        return event -> {
            synchronized (lock) {
                events.accept(event);
            }
        };
    }

    /** The records of a release. */
    @FunctionalInterface
    interface ReleaseBooks {
        ReleaseBook of(String release, String namespace);
    }

    /**
     * What {@link #converge} would do. Writes nothing.
     *
     * @throws DeployInterruptedException if the thread was interrupted; its flag is set again
     */
    public DeployPlan plan(DeployRequest request) {
        try (Workers workers = new Workers()) {
            return prepare(request, workers).plan();
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    /**
     * Deploys.
     *
     * @throws ReleaseFailedException if it failed after it had begun to write; the release is marked failed then, and rolled
     *     back if the request says so
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     * @throws LockTimeoutException if another run was changing the release all the time
     */
    public DeployReport converge(DeployRequest request) {
        Instant deadline = clock.instant().plus(request.timeout());
        try (Workers workers = new Workers()) {
            Preparation prepared = prepare(request, workers);
            if (prepared.nothingToDo()) {
                return skipped(request, prepared);
            }
            ensureNamespace(request, prepared, deadline);
            try (ReleaseLock lock = lock(request.release(), request.namespace(), deadline, workers)) {
                ReleaseBook book = books.of(request.release(), request.namespace());
                if (!prepared.isStill(book.history())) {
                    prepared = prepare(request, workers);
                    if (prepared.nothingToDo()) {
                        return skipped(request, prepared);
                    }
                }
                return deploy(request, prepared, book, deadline, lock, workers);
            }
        } catch (CancellationException e) {
            throw new DeployInterruptedException(request.release());
        }
    }

    private Preparation prepare(DeployRequest request, Workers workers) {
        return step(Event.Step.PLAN, () -> {
            Preparation prepared = Preparation.prepare(
                    request,
                    books.of(request.release(), request.namespace()),
                    new Planner(kube, workers.pool()),
                    events);
            events.accept(planned(prepared.plan()));
            return prepared;
        });
    }

    private static Event planned(DeployPlan plan) {
        List<Event.PlannedChange> changes = new ArrayList<>();
        for (Change change : plan.changes()) {
            changes.add(new Event.PlannedChange(
                    change.action().verb(),
                    change.resource().describe(plan.namespace()),
                    change.detail(),
                    String.join("\n", PlanText.diff(change))));
        }
        return new Event.PlanMade(changes, plan.unchanged());
    }

    private static DeployReport skipped(DeployRequest request, Preparation prepared) {
        return DeployReport.skipped(
                request.release(),
                request.namespace(),
                prepared.history().isEmpty()
                        ? 0
                        : Preparation.last(prepared.history()).number());
    }

    private void ensureNamespace(DeployRequest request, Preparation prepared, Instant deadline) {
        if (!request.createNamespace() || !prepared.history().isEmpty()) {
            return; // records of the release exist, so its namespace does
        }
        ResourceId id = new ResourceId("", "v1", "Namespace", "", request.namespace());
        try {
            Optional<KubeObject> live = kube.get(id);
            if (live.isPresent() && live.get().isTerminating()) {
                events.accept(new Event.Notice("waiting until namespace " + id.name() + " is deleted"));
                if (!kube.awaitDeleted(id, Duration.between(clock.instant(), deadline))) {
                    throw new DeployTimeoutException(request.timeout(), List.of("delete: " + id));
                }
                live = Optional.empty();
            }
            if (live.isEmpty()) {
                kube.create(new KubeObject(
                        Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", id.name()))));
                events.accept(new Event.ResourceChanged("created", id.toString()));
            }
        } catch (KubeApiException e) {
            // An account of one namespace need not see namespaces; and another run may have been quicker.
            if (!e.isForbidden() && !e.isConflict()) {
                throw e;
            }
        }
    }

    private ReleaseLock lock(String release, String namespace, Instant deadline, Workers workers) {
        return ReleaseLock.acquire(
                kube,
                release,
                namespace,
                holder,
                Duration.between(clock.instant(), deadline),
                clock,
                workers.timer(),
                events);
    }

    private DeployReport deploy(
            DeployRequest request,
            Preparation prepared,
            ReleaseBook book,
            Instant deadline,
            ReleaseLock lock,
            Workers workers) {
        int revision = prepared.revision();
        prepared.history().stream()
                .filter(Revision::isPending)
                .forEach(dead -> book.mark(dead.number(), "failed", "The run that made it died"));
        book.begin(
                revision,
                prepared.kind() == DeployKind.INSTALL ? "pending-install" : "pending-upgrade",
                prepared.manifest(),
                prepared.resources());
        PlanExecutor.Outcome outcome = step(
                Event.Step.DEPLOY,
                () -> runner.run(prepared.plan(), Duration.between(clock.instant(), deadline), lock, workers));
        if (outcome.failure().isEmpty()) {
            step(Event.Step.RELEASE, () -> {
                succeed(book, prepared.history(), revision, prepared.kind(), request.historyLimit());
                return revision;
            });
            return DeployReport.of(
                    request.release(), request.namespace(), revision, DeployReport.Status.DEPLOYED, outcome);
        }
        throw fail(request, prepared, book, outcome, lock, workers);
    }

    private static void succeed(
            ReleaseBook book, List<Revision> history, int revision, DeployKind kind, int historyLimit) {
        String description = switch (kind) {
            case INSTALL -> "Install complete";
            case UPGRADE -> "Upgrade complete";
            case ROLLBACK -> "Rollback complete";
        };
        book.mark(revision, "deployed", description);
        history.stream()
                .filter(Revision::isDeployed)
                .forEach(before -> book.mark(before.number(), "superseded", description(before)));
        if (historyLimit > 0) {
            history.stream()
                    .limit(Math.max(0, history.size() + 1 - historyLimit))
                    .forEach(old -> book.delete(old.number()));
        }
    }

    private static String description(Revision revision) {
        return revision.number() == 1 ? "Install complete" : "Upgrade complete";
    }

    private ReleaseFailedException fail(
            DeployRequest request,
            Preparation prepared,
            ReleaseBook book,
            PlanExecutor.Outcome outcome,
            ReleaseLock lock,
            Workers workers) {
        Throwable cause = outcome.failure().orElseThrow();
        int revision = prepared.revision();
        DeployReport report =
                DeployReport.of(request.release(), request.namespace(), revision, DeployReport.Status.FAILED, outcome);
        boolean interrupted = cause instanceof DeployInterruptedException;
        try {
            if (cause instanceof LockLostException) {
                return ReleaseFailedException.failed(report, cause); // the records are another run's now
            }
            book.mark(revision, "failed", "Release failed: " + cause.getMessage());
            if (!request.autoRollback()
                    || interrupted
                    || prepared.lastDeployed().isEmpty()) {
                return ReleaseFailedException.failed(report, cause);
            }
            return rollBack(request, prepared, book, report, cause, lock, workers);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ReleaseFailedException rollBack(
            DeployRequest request,
            Preparation prepared,
            ReleaseBook book,
            DeployReport report,
            Throwable cause,
            ReleaseLock lock,
            Workers workers) {
        Instant began = clock.instant();
        int target = prepared.lastDeployed().orElseThrow().number();
        int revision = prepared.revision() + 1;
        try {
            PlanExecutor.Outcome outcome = step(Event.Step.ROLLBACK, () -> {
                DeployPlan plan = new Planner(kube, workers.pool())
                        .plan(new PlanRequest(
                                request.release(),
                                request.namespace(),
                                Resources.readStored(book.read(target).manifest()),
                                prepared.resources(),
                                DeployKind.ROLLBACK,
                                request.annotations(),
                                true));
                book.beginRollback(revision, target);
                return runner.run(plan, request.timeout(), lock, workers);
            });
            if (outcome.failure().isPresent()) {
                Throwable failure = outcome.failure().get();
                book.mark(revision, "failed", "Rollback failed: " + failure.getMessage());
                return ReleaseFailedException.rollbackFailed(report, target, failure, cause);
            }
            List<Revision> history = book.history().stream()
                    .filter(before -> before.number() < revision)
                    .toList();
            succeed(book, history, revision, DeployKind.ROLLBACK, request.historyLimit());
        } catch (RuntimeException e) {
            return ReleaseFailedException.rollbackFailed(report, target, e, cause);
        }
        Duration took = Duration.between(began, clock.instant());
        events.accept(new Event.RolledBack(request.release(), target, took));
        return ReleaseFailedException.rolledBack(report, target, took, cause);
    }

    /**
     * Removes a release: its objects, then its records. A release that does not exist is no error.
     *
     * @throws ReleaseFailedException if objects could not be removed; the next run goes on from there
     */
    public DeployReport dismiss(String release, String namespace, Duration timeout) {
        Instant deadline = clock.instant().plus(timeout);
        ReleaseBook book = books.of(release, namespace);
        if (book.history().isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        try (Workers workers = new Workers();
                ReleaseLock lock = lock(release, namespace, deadline, workers)) {
            return step(Event.Step.DISMISS, () -> dismiss(release, namespace, book, deadline, lock, workers));
        } catch (CancellationException e) {
            throw new DeployInterruptedException(release);
        }
    }

    private DeployReport dismiss(
            String release, String namespace, ReleaseBook book, Instant deadline, ReleaseLock lock, Workers workers) {
        List<Revision> history = book.history();
        if (history.isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        List<Content> contents = new ArrayList<>();
        int from = ReleaseBook.lastDeployed(history).map(Revision::number).orElse(0);
        history.stream()
                .filter(revision -> revision.number() >= from)
                .forEach(revision -> contents.add(book.read(revision.number())));
        DeployPlan plan =
                new Planner(kube, workers.pool()).planDismissal(release, namespace, Preparation.resources(contents));
        events.accept(planned(plan));
        int last = Preparation.last(history).number();
        book.mark(last, "uninstalling", "Deletion in progress");
        PlanExecutor.Outcome outcome = runner.run(plan, Duration.between(clock.instant(), deadline), lock, workers);
        if (outcome.failure().isPresent()) {
            Throwable cause = outcome.failure().get();
            if (cause instanceof DeployInterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw ReleaseFailedException.failed(
                    DeployReport.of(release, namespace, last, DeployReport.Status.FAILED, outcome), cause);
        }
        history.forEach(revision -> book.delete(revision.number()));
        return DeployReport.of(release, namespace, last, DeployReport.Status.DEPLOYED, outcome);
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
