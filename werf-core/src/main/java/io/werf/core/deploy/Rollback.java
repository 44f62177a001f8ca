package io.werf.core.deploy;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.deploy.PlanExecutor.Outcome;
import io.werf.core.deploy.Tools.Run;
import io.werf.core.event.Event;
import io.werf.core.plan.PlanStyle;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import java.time.Instant;

/** Brings an earlier revision back, as a new revision. */
final class Rollback {

    private final Tools tools;
    private final RollbackRequest request;
    private final ReleaseHistory history;
    private final Records records;

    Rollback(Tools tools, RollbackRequest request) {
        this.tools = tools;
        this.request = request;
        this.history = tools.history(request.release(), request.namespace());
        this.records = tools.records(history);
    }

    DeployReport run() {
        Instant deadline = tools.deadline(request.timeout());
        try (Workers workers = new Workers()) {
            RollbackPreparation prepared = prepare(workers);
            if (prepared.nothingToDo()) {
                return DeployReport.skipped(request.release(), request.namespace(), prepared.revision() - 1);
            }
            try (ReleaseLock lock = tools.lock(request.release(), request.namespace(), deadline)) {
                if (!prepared.isStill(history.revisions())) {
                    prepared = prepare(workers);
                }
                return rollBack(prepared, new Run(deadline, lock, workers));
            }
        }
    }

    private RollbackPreparation prepare(Workers workers) {
        return tools.step(Event.Step.PLAN, () -> {
            RollbackPreparation prepared = RollbackPreparation.prepare(request, history, tools.planner(workers));
            tools.announce(prepared.plan(), PlanStyle.DEFAULT);
            return prepared;
        });
    }

    private DeployReport rollBack(RollbackPreparation prepared, Run run) {
        int target = prepared.target().revision();
        Release release = records.repeating(prepared.target(), prepared.revision());
        records.begin(release, prepared.revisions());
        Outcome outcome =
                tools.step(Event.Step.ROLLBACK, () -> tools.execute(prepared.plan(), tools.left(run.deadline()), run));
        if (outcome.failure().isPresent()) {
            throw Tools.failed(records, release, outcome);
        }
        run.lock().requireHeld();
        records.succeed(release, "Rollback to " + target, request.historyLimit());
        return DeployReport.of(release, Status.DEPLOYED, outcome);
    }
}
