package io.werf.core;

import io.werf.core.deploy.DeployReport;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import java.util.List;
import java.util.Map;

/** Commands for releases that are there already. */
final class ReleaseCommands {

    private final Run run;

    ReleaseCommands(Run run) {
        this.run = run;
    }

    DismissReport dismiss(DismissRequest request) {
        try (Surroundings servers = run.openCluster(request.release())) {
            Target target = run.target(request.project(), request.release());
            run.resolved(target, servers);
            DeployReport deployed = run.deployer(servers, request.rollout())
                    .dismiss(
                            target.release(),
                            target.namespace(),
                            request.withNamespace(),
                            DeployPhase.limit(request.rollout()));
            int deleted = deployed.completedOperations().size();
            boolean none = deployed.status() == DeployReport.Status.SKIPPED;
            run.finish(
                    none
                            ? "Nothing to dismiss: there is no release " + target.release() + " in namespace "
                                    + target.namespace() + "."
                            : "Dismissed release " + target.release() + " from namespace " + target.namespace() + ".",
                    false);
            return new DismissReport(target.release(), target.namespace(), none ? 0 : deleted, deployed);
        }
    }

    RollbackReport rollback(RollbackRequest request) {
        try (Surroundings servers = run.openCluster(request.release())) {
            Target target = run.target(request.project(), request.release());
            run.resolved(target, servers);
            DeployReport deployed = run.deployer(servers, request.rollout())
                    .rollback(new io.werf.core.deploy.RollbackRequest(
                            target.release(),
                            target.namespace(),
                            request.revision(),
                            Map.of("werf.io/version", Version.current()),
                            DeployPhase.limit(request.rollout()),
                            request.rollout().historyLimit(),
                            request.rollout().forceAdoption()));
            RollbackReport report = new RollbackReport(
                    target.release(),
                    target.namespace(),
                    deployed.revision(),
                    deployed.status() == DeployReport.Status.SKIPPED
                            ? ConvergeReport.Outcome.UNCHANGED
                            : ConvergeReport.Outcome.DEPLOYED,
                    deployed);
            run.finish(report.summary(), false);
            return report;
        }
    }

    HistoryReport history(HistoryRequest request) {
        try (Surroundings servers = run.openCluster(request.release())) {
            Target target = run.target(request.project(), request.release());
            ReleaseHistory history = run.history(servers, target);
            List<Release> revisions = history.load();
            if (revisions.isEmpty()) {
                throw history.notFound();
            }
            return HistoryReport.of(target.release(), target.namespace(), revisions);
        }
    }

    StatusReport status(StatusRequest request) {
        try (Surroundings servers = run.openCluster(request.release())) {
            Target target = run.target(request.project(), request.release());
            return StatusPhase.status(
                    run.history(servers, target),
                    run.deployer(servers, RolloutOptions.DEFAULT),
                    target,
                    request.revision());
        }
    }
}
