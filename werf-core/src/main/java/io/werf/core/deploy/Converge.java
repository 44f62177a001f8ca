package io.werf.core.deploy;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.deploy.PlanExecutor.Outcome;
import io.werf.core.deploy.Tools.Run;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanStyle;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One deploy: from the plan to the record, and back to the last good revision where that is asked for. */
final class Converge {

    private final Tools tools;
    private final DeployRequest request;
    private final ReleaseHistory history;
    private final Records records;

    Converge(Tools tools, DeployRequest request) {
        this.tools = tools;
        this.request = request;
        this.history = tools.history(request.release(), request.namespace());
        this.records = tools.records(history);
    }

    Preparation prepare(Workers workers, PlanStyle style) {
        return tools.step(Event.Step.PLAN, () -> {
            Preparation prepared = Preparation.prepare(
                    request,
                    history,
                    tools.planner(workers),
                    workers,
                    tools.events(),
                    new Rights(tools.kube(), request.namespace()));
            tools.announce(prepared.plan(), style);
            return prepared;
        });
    }

    /**
     * Deploys.
     *
     * @param guard may refuse what was prepared, before anything is written
     * @param beforeWriting called once before the first write, and not at all when nothing is to be written
     */
    DeployReport run(Consumer<Preparation> guard, Runnable beforeWriting) {
        Instant deadline = tools.deadline(request.timeout());
        try (Workers workers = new Workers()) {
            Preparation prepared = prepare(workers, PlanStyle.DEFAULT);
            guard.accept(prepared);
            if (prepared.nothingToDo()) {
                return skipped(prepared);
            }
            history.requireFits(records.preparing(request, prepared));
            beforeWriting.run();
            if (request.createNamespace()) {
                TargetNamespace.ensure(
                        tools.kube(), request.namespace(), tools.left(deadline), tools.events(), tools.clock());
            }
            try (ReleaseLock lock = tools.lock(request.release(), request.namespace(), deadline)) {
                if (!prepared.isStill(history.revisions())) {
                    prepared = prepare(workers, PlanStyle.DEFAULT);
                    guard.accept(prepared);
                    if (prepared.nothingToDo()) {
                        return skipped(prepared);
                    }
                }
                return deploy(prepared, new Run(deadline, lock, workers));
            }
        }
    }

    private DeployReport skipped(Preparation prepared) {
        return DeployReport.skipped(request.release(), request.namespace(), prepared.revision() - 1);
    }

    private DeployReport deploy(Preparation prepared, Run run) {
        Release release = records.preparing(request, prepared);
        records.begin(release, prepared.revisions());
        Outcome outcome = tools.step(
                        Event.Step.DEPLOY, () -> tools.execute(prepared.plan(), tools.left(run.deadline()), run))
                .inTerms(cause ->
                        cause instanceof DeployFailedException refused ? refused.in(prepared.resources()) : cause);
        if (outcome.failure().isPresent()) {
            throw fail(prepared, release, outcome, run);
        }
        run.lock().requireHeld();
        String description = prepared.kind() == DeployKind.INSTALL ? "Install complete" : "Upgrade complete";
        DeployReport report = DeployReport.of(release, Status.DEPLOYED, outcome);
        return tools.step(Event.Step.RELEASE, () -> {
            try {
                records.succeed(release, description, request.historyLimit());
            } catch (WerfException e) {
                throw ReleaseFailedException.notRecorded(report, e);
            }
            return report;
        });
    }

    private ReleaseFailedException fail(Preparation prepared, Release release, Outcome outcome, Run run) {
        Throwable cause = outcome.failure().orElseThrow();
        ReleaseFailedException failure = Tools.failed(records, release, outcome);
        boolean recorded = failure.getSuppressed().length == 0;
        if (request.autoRollback() && prepared.lastDeployed().isEmpty()) {
            tools.events()
                    .accept(new Event.Warning("nothing is rolled back: no revision of release " + request.release()
                            + " was ever deployed; what was applied stays"));
        }
        boolean rollBack = request.autoRollback()
                && prepared.lastDeployed().isPresent()
                && recorded
                && !(cause instanceof LockLostException || cause instanceof DeployInterruptedException);
        return rollBack ? rollBack(prepared, failure.report(), cause, run) : failure;
    }

    private ReleaseFailedException rollBack(Preparation prepared, DeployReport report, Throwable cause, Run run) {
        Instant began = tools.clock().instant();
        int target = prepared.lastDeployed().orElseThrow();
        Optional<Throwable> failure;
        try {
            failure = tools.step(Event.Step.ROLLBACK, () -> rollBackTo(target, prepared, run));
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        if (failure.isPresent()) {
            return ReleaseFailedException.rollbackFailed(report, target, failure.get(), cause);
        }
        Duration took = Duration.between(began, tools.clock().instant());
        tools.events().accept(new Event.RolledBack(request.release(), target, took));
        return ReleaseFailedException.rolledBack(report, target, took, cause);
    }

    private Optional<Throwable> rollBackTo(int target, Preparation prepared, Run run) {
        Release earlier = history.load(target);
        DeployPlan plan = tools.planner(run.workers())
                .plan(RollbackPreparation.spec(
                        earlier, prepared.resources(), request.annotations(), true, request.forceAdoption()));
        Release release = records.repeating(earlier, prepared.revision() + 1);
        records.begin(release, List.of());
        Outcome outcome = tools.execute(plan, request.timeout(), run);
        outcome.failure()
                .ifPresentOrElse(
                        cause -> records.fail(release, cause),
                        () -> records.succeed(release, "Rollback to " + target, request.historyLimit()));
        return outcome.failure();
    }
}
